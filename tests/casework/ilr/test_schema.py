"""Our schema, made from definitions/ilr/2025-26.yaml, says of every file what the published one says."""

import copy
import io
import random

import pytest
from lxml import etree

from skillshire.casework.ilr import layout, schema, validation
from skillshire.casework.ilr.layout import Kind
from skillshire.casework.ilr.reading import Reading, Refused
from tests.casework import ilr_files

MUTATIONS = 250
VALUES = [
    "", "x", "-1", "0", "12345678901234567890", "2025-02-30", "2025-13-01", "£ € ^", "tab\there", "é", "0.05",
    "99.99", "a" * 200, "9", "2025-09-01", "2025-09-01Z", " 7 ", "+7", "1e3", "SG1 1AA", "|", "ilr@x",
]  # fmt: skip


@pytest.fixture(scope="module")
def published(shared):
    return etree.XMLSchema(etree.parse(shared / "standards/ilr/ilr-2025-26.xsd"))


@pytest.fixture(scope="module")
def sample(shared):
    parser = etree.XMLParser(remove_comments=True)
    return etree.parse(shared / "standards/ilr/ILR-99999999-2526-sample.xml", parser)


def first_fault(checked, document):
    checked.validate(document)
    entries = checked.error_log
    return (entries[0].path, entries[0].line) if len(entries) else None


def in_parts(document):
    """What the two schemas that are used say together: whether there is a fault."""
    text = etree.tostring(document)
    reading = Reading(io.BytesIO(text))
    try:
        learners = [bool(validation.of_learner(element, reading)) for element in reading]
        return any(learners) or bool(validation.of_frame(reading))
    except Refused:
        return True


def mutate(document, choose):
    """A copy with one fault, or none that matters, somewhere."""
    copied = copy.deepcopy(document)
    elements = list(copied.getroot().iter(etree.Element))
    element = choose.choice(elements[1:])
    kind = choose.choice(["drop", "repeat", "move", "value", "value", "value", "rename", "namespace",
                          "attribute", "text"])  # fmt: skip
    parent = element.getparent()
    if kind == "drop":
        parent.remove(element)
    elif kind == "repeat":
        parent.insert(choose.randrange(len(parent) + 1), copy.deepcopy(element))
    elif kind == "move":
        parent.remove(element)
        parent.insert(choose.randrange(len(parent) + 1), element)
    elif kind == "value":
        leaves = [one for one in elements if not len(one)]
        choose.choice(leaves).text = choose.choice([value for value in VALUES if "\x00" not in value])
    elif kind == "rename":
        element.tag = f"{{{ilr_files.NAMESPACE}}}{choose.choice(['Unknown', 'ULN', 'Learner', 'AimType'])}"
    elif kind == "namespace":
        element.tag = "{urn:another}" + etree.QName(element).localname
    elif kind == "attribute":
        element.set("more", "1")
    else:
        element.tail = "stray"
    return copied


def test_the_sample_passes(published, sample):
    assert published.validate(sample)
    assert schema.whole(layout.load()).validate(sample)
    assert not in_parts(sample)


@pytest.mark.parametrize("seed", range(4))
def test_ours_and_the_published_schema_agree_on_spoilt_copies(published, sample, seed):
    ours, choose = schema.whole(layout.load()), random.Random(seed)
    found, bad = [], 0
    for number in range(MUTATIONS // 4):
        document = mutate(sample, choose)
        wanted = first_fault(published, document)
        bad += wanted is not None
        if first_fault(ours, document) != wanted or in_parts(document) != (wanted is not None):
            found.append((seed, number, wanted))
    assert found == []
    assert bad > MUTATIONS // 10  # most copies are indeed spoilt


def alone(document, element):
    """A copy with that element and with one learner, whose it is where it is a learner's: quick to check."""
    copied = copy.deepcopy(document)
    found = copied.find(document.getelementpath(element))
    above, learners = list(found.iterancestors()), copied.getroot().findall("{*}Learner")
    own = next((one for one in learners if one in above), learners[0])
    for one in learners:
        if one is not own:
            copied.getroot().remove(one)
    return copied, found


def test_every_field_refuses_and_takes_the_same_values(published, sample):
    """Each kind of field of the sample with every odd value."""
    ours = schema.whole(layout.load())
    seen, wrong = set(), []
    for first in sample.getroot().iter(etree.Element):
        name = etree.QName(first).localname
        if len(first) or name in seen:
            continue
        seen.add(name)
        document, element = alone(sample, first)
        assert published.validate(document)
        for value in VALUES:
            element.text = value
            if ours.validate(document) != published.validate(document):
                wrong.append((name, value))
    assert wrong == []
    assert len(seen) > 60


def test_a_text_may_hold_the_characters_of_the_layout_and_no_others(sample):
    checked, allowed = schema.learner(), layout.load().characters
    element = copy.deepcopy(sample.getroot().find("{*}Learner"))
    field = element.find("{*}LearningDelivery/{*}LearnAimRef")
    taken = ""
    for one in map(chr, [*range(0x20, 0x250), 0x20AB, 0x20AC, 0x20AD]):
        field.text = f"A{one}Z"
        taken += one if checked.validate(element) else ""
    assert taken == "".join(sorted(allowed))
    assert len(schema._spans(allowed)) < 30


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("date", Kind("date")),
        ("text 1..40", Kind("text", "1", "40")),
        ("text like [A-Z]+", Kind("text", pattern="[A-Z]+")),
        ("text 1..50 like a b", Kind("text", "1", "50", pattern="a b")),
        ("text is ILR", Kind("text", word="ILR")),
        ("whole of 2", Kind("whole", digits="2")),
        ("long 1..9999999999", Kind("long", "1", "9999999999")),
        ("decimal 0.1..300.0 places 1", Kind("decimal", "0.1", "300.0", places="1")),
    ],
)
def test_reads_each_kind_of_value(written, kind):
    assert layout.kind(written) == kind


def test_refuses_an_unknown_kind():
    with pytest.raises(ValueError, match="number 3"):
        layout.kind("number 3")
