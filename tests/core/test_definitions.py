import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skillshire.core import definitions
from skillshire.core.errors import UserError


class Thing(definitions.Definition):
    name: str
    size: int = 1


@pytest.fixture
def written(tmp_path):
    def write(content):
        file = tmp_path / "thing.yaml"
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return file

    return write


def said(act):
    with pytest.raises(UserError) as caught:
        act()
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_file_is_read_as_the_model_it_is(written):
    assert definitions.read(written("name: ' stool '\nsize: 3\n"), Thing) == Thing(name="stool", size=3)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("name: a\nname: b\n", "line 2: not valid YAML: the key “name” stands here twice."),
        ("name: a\nof:\n  x: 1\n  x: 2\n", "line 4: not valid YAML: the key “x” stands here twice."),
        (
            "name: a\n\tsize: 1\n",
            "line 2: not valid YAML: found character '\\t' that cannot start any token.",
        ),
        ("name: a\nsize: [1\n", "line 3: not valid YAML: expected ',' or ']', but got '<stream end>'."),
        ("name: *gone\n", "line 1: not valid YAML: found undefined alias 'gone'."),
        ("name: !!python/object:os.system x\n", "line 1: not valid YAML: could not determine a constructor"),
        ("? [a, b]\n: c\n", "line 1: not valid YAML: a list or a mapping cannot be a key."),
        ("name: 2026-02-30\n", "not valid YAML: day is out of range for month."),
        ("name: a\x00b\n", "not valid YAML: unacceptable character #x0000"),
        ("", "is empty; copy another file of its folder to start one."),
        ("# nothing yet\n", "is empty; copy another file of its folder to start one."),
        (b"name: caf\xe9\n", "is not UTF-8 text; save it again as a UTF-8 text file."),
        ("name: é\n".encode("utf-16"), "is not UTF-8 text; save it again as a UTF-8 text file."),
        ("- a\n- b\n", "the whole file: Input should be a valid dictionary"),
        ("just words\n", "the whole file: Input should be a valid dictionary"),
        ("size: 1\n", "name: Field required."),
        ("name: a\nsize: big\n", "size: Input should be a valid integer"),
        ("name: a\nsize: big\ncolour: red\n", "(and 1 more faults)."),
        ("name: a\ncolour: red\n", "colour: Extra inputs are not permitted."),
    ],
)
def test_a_fault_names_the_file_the_place_and_the_reason(written, content, reason):
    file = written(content)
    sentence = said(lambda: definitions.read(file, Thing))
    assert sentence.startswith(str(file))
    assert reason in sentence
    assert sentence.endswith(".")


def test_a_file_that_is_not_there_is_named(tmp_path):
    assert said(lambda: definitions.load(tmp_path / "gone.yaml")).startswith(
        f"There is no file {tmp_path}/gone"
    )


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    assert "cannot be read" in said(lambda: definitions.load(tmp_path))


def test_refuses_a_merge_of_mappings_whose_few_lines_could_grow_without_end(written):
    file = written("base: &base {name: a}\nthing: {<<: *base, size: 2}\n")
    assert "line 2" in said(lambda: definitions.load(file)) and "write its keys out" in said(
        lambda: definitions.load(file)
    )


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(max_size=60) | st.binary(max_size=60))
def test_any_content_is_read_or_refused_in_one_sentence(written, content):
    file = written(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    try:
        assert isinstance(definitions.read(file, Thing), Thing)
    except UserError as error:
        assert str(file) in str(error)
        assert "\n" not in str(error)


def test_both_parsers_read_every_definition_alike():
    for path in sorted(definitions.ROOT.glob("indicators/*.yaml"))[:20]:
        text = path.read_text(encoding="utf-8")
        assert yaml.load(text, definitions._QuickLoader) == yaml.load(text, definitions._Loader)
