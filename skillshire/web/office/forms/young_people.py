"""What is asked about a young person, one question or a few at a time."""

from datetime import date
from typing import Any

from django import forms

from skillshire.casework import codes, destinations, offers
from skillshire.casework.models import Note, Transfer
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.places import areas
from skillshire.web.office.forms.fields import DayField
from skillshire.web.office.forms.sentences import Form

LONGEST_NOTE = 4000


class ActivityForm(Form):
    code = forms.TypedChoiceField(
        label="What are they doing?", coerce=int, choices=(),
        error_messages={"required": "Choose what they are doing.",
                        "invalid_choice": "Choose what they are doing from the list."},
    )  # fmt: skip
    starts = DayField(label="When did it begin?", what="the day it began", latest=clock.today)
    establishment_name = forms.CharField(
        label="Where?", required=False, max_length=200, help_text="School, college, provider or employer"
    )
    predicted_end = DayField(label="When should it end, if that is known?", what="the day it should end",
                             required=False)  # fmt: skip
    review_on = DayField(label="When should this be looked at again?", what="the day of the review",
                         earliest=clock.today, required=False)  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["code"].choices = [("", "Choose one"), *activity_choices()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        starts, end = found.get("starts"), found.get("predicted_end")
        if starts and end and end < starts:
            self.add_error("predicted_end", "The day it should end must be on or after the day it began.")
        return found


class NoteForm(Form):
    way = forms.ChoiceField(
        label="How were you in contact?", choices=Note.Way.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose how you were in contact."},
    )  # fmt: skip
    reached = forms.ChoiceField(
        label="Did you reach the young person, or somebody who knows?",
        choices=[("yes", "Yes"), ("no", "No")], widget=forms.RadioSelect,
        error_messages={"required": "Choose whether you reached anybody."},
    )  # fmt: skip
    when = DayField(label="When was that?", what="the day of the contact", latest=clock.today)
    text = forms.CharField(
        label="What came of it?", widget=forms.Textarea, max_length=LONGEST_NOTE,
        help_text="The young person has the right to read this. Write what happened, not what you guess.",
        error_messages={"required": "Write what came of it, if only “no answer”."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("way") == Note.Way.NONE and found.get("reached") == "yes":
            self.add_error(
                "reached", "A note for the file reached nobody; choose No, or how you were in contact."
            )
        return found


class PlanStepForm(Form):
    text = forms.CharField(
        label="What is to be done?", max_length=300,
        error_messages={"required": "Write what is to be done."},
    )  # fmt: skip
    who = forms.CharField(
        label="Who does it?", max_length=100,
        error_messages={"required": "Write who does it: the young person, you, or a college."},
    )  # fmt: skip
    due = DayField(label="By when?", what="the day it is due", earliest=clock.today)


class OfferForm(Form):
    year = forms.TypedChoiceField(
        label="For which September?", coerce=int, choices=(),
        error_messages={"required": "Choose the September."},
    )  # fmt: skip
    status = forms.ChoiceField(
        label="How does the offer stand?", choices=(), widget=forms.RadioSelect,
        error_messages={"required": "Choose how the offer stands."},
    )  # fmt: skip
    place = forms.CharField(
        label="Where?", max_length=200, required=False, help_text="The school, college or provider"
    )

    def __init__(self, *given: Any, on: date, **named: Any) -> None:
        super().__init__(*given, **named)
        years = [(year, f"September {year}") for year in (on.year - 1, on.year, on.year + 1)]
        self.fields["year"].choices = years  # type: ignore[attr-defined]
        self.fields["status"].choices = offers.statuses()  # type: ignore[attr-defined]


class DestinationForm(Form):
    school_year = forms.TypedChoiceField(
        label="In which year did they say so?", coerce=int, widget=forms.RadioSelect,
        choices=[(year, f"Year {year}") for year in destinations.SCHOOL_YEARS],
        error_messages={"required": "Choose year 11 or year 12."},
    )  # fmt: skip
    code = forms.ChoiceField(
        label="What do they mean to do next?", choices=(), widget=forms.RadioSelect,
        error_messages={"required": "Choose what they mean to do next."},
    )  # fmt: skip

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["code"].choices = destinations.choices()  # type: ignore[attr-defined]


class TransferForm(Form):
    direction = forms.ChoiceField(
        label="Which way does the record go?", choices=Transfer.Direction.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose which way the record goes."},
    )  # fmt: skip
    authority = forms.CharField(
        label="Number of the other authority", max_length=9,
        help_text="Three figures, such as 873 for Cambridgeshire",
        error_messages={"required": "Enter the three figures of the other authority."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why?", max_length=300, help_text="For example: moved house in October",
        error_messages={"required": "Write why, in a few words."},
    )  # fmt: skip

    def clean_authority(self) -> str:
        number = str(self.cleaned_data["authority"]).strip()
        try:
            areas.numbered(number)
        except UserError:
            raise forms.ValidationError(
                f"No authority has the number “{number}”; write its three figures, such as 873."
            ) from None
        return number


class TransferAnswerForm(Form):
    answer = forms.ChoiceField(
        label="What did the other authority answer?",
        choices=[("accept", "They agree"), ("refuse", "They do not agree")], widget=forms.RadioSelect,
        error_messages={"required": "Choose what the other authority answered."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why not?", max_length=300, required=False, help_text="Only where they do not agree"
    )

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or {}
        if found.get("answer") == "refuse" and not found.get("reason"):
            self.add_error("reason", "Write why they do not agree, in a few words.")
        return found


class AdviserForm(Form):
    adviser = forms.ChoiceField(label="Who has this young person on their list?", choices=(), required=False)

    def __init__(self, *given: Any, names: dict[str, str], **named: Any) -> None:
        super().__init__(*given, **named)
        self.fields["adviser"].choices = [("", "Nobody"), *names.items()]  # type: ignore[attr-defined]


def activity_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """The codes of a return in their groups: [(group, [(code, title)])]."""
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in codes.activities().activities:
        if one.in_return and codes.group(one.code) != "before-16":
            group = codes.group_title(codes.group(one.code))
            grouped.setdefault(group, []).append((str(one.code), f"{one.title} ({one.code})"))
    return list(grouped.items())
