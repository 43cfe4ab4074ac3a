"""What is asked about a list from a school or college, and about one of its rows."""

from collections.abc import Iterable
from typing import Any

from django import forms

from skillshire.casework import codes
from skillshire.casework.linking.decisions import LONGEST
from skillshire.casework.linking.reading import Standing
from skillshire.core import clock
from skillshire.web.office.forms.fields import DayField
from skillshire.web.office.forms.files import FileForm
from skillshire.web.office.forms.sentences import Form
from skillshire.web.office.forms.young_people import activity_choices

NOBODY = "nobody"


class ListForm(FileForm):
    """The file, and what holds for all of it where it has no column that says so."""

    day = DayField(label="Which day does it describe?", what="the day it describes", latest=clock.today,
                   help_text="When the school or college took it from its records")  # fmt: skip
    code = forms.TypedChoiceField(
        label="What do all in it do?", coerce=int, choices=(), required=False, empty_value=None,
        help_text="Only if the list has no column ActivityCode",
    )  # fmt: skip
    starts = DayField(label="Since when?", what="the day it began", latest=clock.today, required=False,
                      help_text="Only if it has no column StartDate")  # fmt: skip
    establishment = forms.CharField(
        label="At which school or college?", required=False, max_length=200,
        help_text="Only if it has no column EstablishmentName",
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        unknown = codes.group_title("not-known")
        known = [group for group in activity_choices() if group[0] != unknown]
        self.fields["code"].choices = [("", "The list says it row by row"), *known]  # type: ignore[attr-defined]
        self.fields["file"].help_text = (
            "CSV with given name, family name and date of birth; a learner or pupil number, postcode and "
            "gender make it surer."
        )

    @property
    def said(self) -> Standing:
        given = self.cleaned_data
        return Standing(given["day"], given["code"], given["starts"], given["establishment"])


class RowForm(Form):
    """`people` are those beside the row: number → name and what tells them apart."""

    who = forms.ChoiceField(
        label="Whose row is it?", choices=(), widget=forms.RadioSelect,
        error_messages={"required": "Choose whose row it is, or that it is nobody's of these.",
                        "invalid_choice": "Choose one of those beside the row, or none of them."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why? (optional)", required=False, max_length=LONGEST,
        help_text="What the next one to look at it would want to know: “rang the college”",
    )  # fmt: skip

    def __init__(self, *given: Any, people: Iterable[tuple[int, str]], **named: Any) -> None:
        super().__init__(*given, **named)
        same = [(str(number), f"Same person: {name}") for number, name in people]
        none = "Nobody on record" if not same else "Not this person" if len(same) == 1 else "None of them"
        self.fields["who"].choices = [*same, (NOBODY, none)]  # type: ignore[attr-defined]
