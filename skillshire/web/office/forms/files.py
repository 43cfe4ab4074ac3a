"""A file that is sent in."""

from typing import Any

from django import forms

from skillshire.web.office.forms.sentences import Form

LARGEST = 100_000_000  # bytes


class FileForm(Form):
    file = forms.FileField(
        label="The file",
        help_text="A list in the columns of the national return (CCIS), saved as CSV.",
        error_messages={"required": "Choose the file.", "empty": "That file is empty; choose another."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError("That file is larger than 100 MB; send it in parts.")
        return file
