from django import forms

from skillshire.casework.models import RiskDecision
from skillshire.web.office.forms.sentences import Form


class DecisionForm(Form):
    outcome = forms.ChoiceField(
        label="What do you decide?",
        choices=RiskDecision.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you decide."},
    )
    reason = forms.CharField(
        label="Why?",
        widget=forms.Textarea,
        max_length=2000,
        error_messages={
            "required": "Write why you decide this, in a sentence that a colleague would understand."
        },
    )
