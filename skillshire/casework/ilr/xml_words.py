"""Says in a sentence why the parser could not read a file, and how to mend it."""

from lxml import etree

_Types = etree.ErrorTypes
_LONG = "A text here is far longer than any field of a learner record may be; shorten it."
_DEEP = (
    "Elements are nested too deep here, hundreds inside each other, and a learner record has five levels; "
    "look above this line for elements that are not ended, and end them."
)
_TAG = "A tag is not written as XML has it; write & as &amp; and < as &lt; in texts, or mend the tag."
_CUT = "The file ends before its last element is ended, so a part of it is missing; export it again."
_UNFIT = "There are bytes here that are no text in the file's encoding; save it as UTF-8, or export it again."
# By the parser's number of what is wrong; its own words are for programmers.
_SENTENCES = {
    _Types.ERR_DOCUMENT_EMPTY: "This is not XML, since it begins with no tag; choose the ILR file itself.",
    _Types.ERR_DOCUMENT_END: "There is more after the end of the outermost element; take it out.",
    _Types.ERR_TAG_NOT_FINISHED: _CUT,
    _Types.ERR_GT_REQUIRED: "A tag has no end (>); mend it here, or export the file again.",
    _Types.ERR_TAG_NAME_MISMATCH: "An element is ended that is not the one begun last; end that one first.",
    _Types.ERR_NAME_TOO_LONG: "The name of an element is far too long; write one of the layout's.",
    _Types.ERR_COMMENT_NOT_FINISHED: "A comment has no end (-->), or is far too long; take it out.",
    _Types.ERR_CDATA_NOT_FINISHED: "A CDATA section has no end (]]>), or is far too long; take it out.",
    _Types.ERR_PI_NOT_FINISHED: "A processing instruction has no end (?>), or is far too long; take it out.",
    _Types.ERR_INVALID_CHAR: "There is a control character here, which XML does not allow; take it out.",
    _Types.ERR_INVALID_ENCODING: _UNFIT,
    _Types.ERR_UNSUPPORTED_ENCODING: "The first line names an encoding that nobody knows; save it as UTF-8.",
    _Types.ERR_NAME_REQUIRED: _TAG,
    _Types.ERR_ATTRIBUTE_REDEFINED: "An element has one attribute twice; take one out.",
    _Types.ERR_ATTRIBUTE_NOT_STARTED: "An attribute's value has no quotation marks; add them.",
    _Types.NS_ERR_UNDEFINED_NAMESPACE: "The prefix before the colon of a tag is not declared; take it out.",
    _Types.ERR_RESERVED_XML_NAME: "The line <?xml …?> must be at the very start; take out what is before it.",
}
_OTHER = "The file is not well-formed XML here; mend this line, or export the file again."


def sentence(error: etree.XMLSyntaxError) -> str:
    if error.code == _Types.ERR_RESOURCE_LIMIT:
        return _DEEP if "depth" in (error.msg or "") else _LONG
    if (error.msg or "") == "no element found":
        return "The file is empty, or holds no element; export it again."
    return _SENTENCES.get(error.code, _OTHER)
