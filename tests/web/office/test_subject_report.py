"""A person's own data as a file that they can read."""

import pytest

from skillshire.casework import erasure, subject_export
from skillshire.casework.models import Learner, YoungPerson
from skillshire.web.office.pages import report_words, subject_report
from tests.casework import records
from tests.casework.records import NOON

pytestmark = pytest.mark.django_db


def test_the_page_to_read_escapes_what_people_wrote():
    amy = records.amy()
    YoungPerson.objects.update(address="<script>alert(1)</script>")
    html = subject_report.as_html(subject_export.export([f"young-person:{amy.pk}"], by="a", at=NOON)).decode()
    assert "<script>" not in html and "&lt;script&gt;" in html and "Has asthma" in html


def test_the_page_to_read_says_codes_and_days_in_words():
    amy = records.amy()
    html = subject_report.as_html(subject_export.export([f"young-person:{amy.pk}"], by="a", at=NOON)).decode()
    for words in (
        "White British",
        "Female",
        "2 January 2000",
        "Unique learner number",
        "What you did, and when",
    ):
        assert words in html
    assert "WBRI" not in html and "2000-01-02" not in html and "Matchs" not in html and "{&#34;" not in html


def test_every_kind_of_record_of_a_person_has_words_of_its_own():
    kinds = [child._meta.label for model in (YoungPerson, Learner) for child, _ in erasure.belonging(model)]
    assert {"casework.YoungPerson", "casework.Learner", *kinds} <= set(report_words.KINDS)
