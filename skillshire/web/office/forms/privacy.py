"""What is asked on the pages of the office's part “Privacy”."""

from django import forms

from skillshire.core import clock
from skillshire.web.office.forms.fields import DayField
from skillshire.web.office.forms.sentences import Form


class AuditForm(Form):
    """Events about a record, by a person, between two days; at least nothing: then all of the newest."""

    subject = forms.CharField(
        label="Record",
        required=False,
        max_length=200,
        help_text="Such as young-person:12, learner:7 or user:3",
    )
    by = forms.CharField(label="Who", required=False, max_length=150, help_text="A username")
    first = DayField(label="From", what="the first day", required=False, latest=clock.today)
    last = DayField(label="To", what="the last day", required=False)


class FindForm(Form):
    text = forms.CharField(
        label="Name, reference or ULN", max_length=200,
        error_messages={"required": "Write a name, a reference or a unique learner number (ULN)."},
    )  # fmt: skip
    born = DayField(label="Day of birth", what="the day of birth", required=False, latest=clock.today)


class HoldForm(Form):
    reason = forms.CharField(
        label="Why must the law keep this record?", max_length=300,
        help_text="The person may read this. For example: a claim before the county court",
        error_messages={"required": "Say why the law needs this record to be kept."},
    )  # fmt: skip


class SureForm(Form):
    """What cannot be undone is confirmed first."""

    sure = forms.BooleanField(
        label="I have checked that this may be done",
        error_messages={"required": "Confirm that you have checked this; it cannot be undone."},
    )
