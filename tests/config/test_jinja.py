from pathlib import Path

import govuk_frontend_jinja
import pytest
from django.template import engines
from jinja2 import UndefinedError

COMPONENTS = sorted(
    file.parent.name
    for file in (Path(govuk_frontend_jinja.__file__).parent / "templates" / "components").glob("*/macro.html")
)


@pytest.fixture
def render(home):
    return lambda text, **context: engines["jinja2"].from_string(text).render(context)


def test_text_is_escaped(render):
    assert render("{{ name }}", name="<b>") == "&lt;b&gt;"


@pytest.mark.parametrize(
    "text", ["{{ absent }}", "{{ name.absent }}", "{{ absent.deep }}", "{{ absent ~ 'x' }}"]
)
def test_printing_a_name_nobody_gave_is_a_fault(render, text):
    with pytest.raises(UndefinedError):
        render(text, name={})


def test_asking_about_a_name_nobody_gave_is_not(render):
    assert render("{% if absent.deep %}yes{% else %}no{% endif %}{{ absent | default('') }}") == "no"


def test_static_files_are_named_by_the_globals(render):
    assert render("{{ static('built/skillshire.css') }}") == "/static/built/skillshire.css"


def test_there_are_components_to_use():
    assert {"table", "tag", "input", "button"} <= set(COMPONENTS)


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_govuk_component_can_be_read(render, name):
    macro = "govuk" + name.title().replace("-", "")
    assert render(f"{{% from 'govuk_frontend_jinja/components/{name}/macro.html' import {macro} %}}") == ""


def test_a_govuk_component_needs_only_what_it_is_given(render):
    text = "{% from 'govuk_frontend_jinja/components/input/macro.html' import govukInput %}"
    shown = render(text + "{{ govukInput({'id': 'q', 'name': 'q', 'label': {'text': 'Area & place'}}) }}")
    assert 'name="q"' in shown
    assert "Area &amp; place" in shown
