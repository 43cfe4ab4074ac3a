"""What a field says of a wrong answer: the house's sentences in place of Django's, for all forms."""

from collections.abc import Iterable, Mapping

from django import forms

CHOICE = "Choose an answer to “{}” from the list."
# By the type of a field, then by Django's name of what is wrong; a field's own sentences go before these.
# {} is its label, and what stands in %(…) is filled in by Django.
SENTENCES: Mapping[type[forms.Field], Mapping[str, str]] = {
    forms.Field: {"required": "Answer “{}”."},
    forms.CharField: {
        "max_length": "“{}” may have %(limit_value)d characters, and this has %(show_value)d; shorten it.",
        "min_length": "“{}” needs %(limit_value)d characters, and this has %(show_value)d; write more.",
        "null_characters_not_allowed": "“{}” holds a sign that is no text; type it again.",
    },
    forms.EmailField: {"invalid": "Enter an e-mail address such as name@example.org."},
    forms.IntegerField: {
        "invalid": "Enter “{}” as a whole number in figures.",
        "min_value": "Enter “{}” as %(limit_value)s or more.",
        "max_value": "Enter “{}” as %(limit_value)s or less.",
    },
    forms.ChoiceField: {"required": CHOICE, "invalid_choice": CHOICE},
    forms.MultipleChoiceField: {"invalid_list": CHOICE},
    forms.JSONField: {"invalid": "What came for “{}” cannot be read; try again."},
    forms.BooleanField: {"required": "Tick “{}” first."},
    forms.FileField: {
        "required": "Choose a file.",
        "missing": "Choose a file.",
        "invalid": "The file did not arrive; choose it again.",
        "empty": "That file is empty; choose another.",
        "max_length": "The file's name has %(length)d characters and may have %(max)d; shorten it.",
        "contradiction": "Choose a file or tick the box, not both.",
    },
}


class Form(forms.Form):
    """The base of the office's forms, whose fields say what is wrong in the house's sentences."""

    def __init__(self, *given: object, **named: object) -> None:
        super().__init__(*given, **named)  # type: ignore[arg-type]
        for name, field in self.fields.items():
            give(field, name)


def give(field: forms.Field, name: str) -> None:
    """Sentences for all that this field has not been given a sentence for by whoever wrote the form."""
    label = str(field.label or name.replace("_", " ").capitalize())
    for code, sentence in _of(type(field)).items():
        if field.error_messages.get(code) == _djangos(type(field)).get(code):
            filled_in = "%(" in sentence
            field.error_messages[code] = sentence.format(label.replace("%", "%%") if filled_in else label)


def _of(kind: type[forms.Field]) -> Mapping[str, str]:
    return _together(SENTENCES.get(one, {}) for one in reversed(kind.__mro__))


def _djangos(kind: type[forms.Field]) -> Mapping[str, str]:
    return _together(vars(one).get("default_error_messages", {}) for one in reversed(kind.__mro__))


def _together(parts: Iterable[Mapping[str, str]]) -> Mapping[str, str]:
    return {code: said for part in parts for code, said in part.items()}
