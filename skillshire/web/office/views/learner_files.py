"""Files of learner records: checked, then loaded whole or not at all; their errors; what was loaded."""

from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.accounts.models import Organisation
from skillshire.casework import learner_list, learners
from skillshire.casework.ilr.check import Report
from skillshire.casework.ilr.faults import COLUMNS
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.core.tabular import FORMATS, Table
from skillshire.web.office import incoming
from skillshire.web.office.forms.fields import words
from skillshire.web.office.forms.sentences import Form
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages.learner import academic_year

IMPORT = Permission.IMPORT_LEARNERS
LARGEST = 400_000_000  # bytes
SHOWN = 100  # faults on the page
FILES = ("csv", "ods")
TITLES = {
    "severity": "Error or warning", "line": "Line", "learner": "Learner", "aim": "Aim", "field": "Field",
    "rule": "Rule", "value": "Value", "message": "What is wrong and how to mend it",
}  # fmt: skip


class FileForm(Form):
    file = forms.FileField(
        label="The file",
        help_text="Learner records (ILR) as XML: what you return to the Department for Education.",
        error_messages={"required": "Choose the file.", "empty": "That file is empty; choose another."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                "That file is larger than 400 MB; ask for it to be loaded on the server."
            )
        return file


@page(IMPORT)
def choose(request: OfficeRequest) -> HttpResponse:
    """Choose a file; then what is wrong with it, or what it would load."""
    organisation = _organisation(request)
    if request.method != "POST":
        return _form(request, organisation, FileForm())
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, organisation, form)
    return _checked(request, organisation, form)


def _checked(request: OfficeRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    sent = form.cleaned_data["file"]
    name = Path(sent.name or "file.xml").name
    file = incoming.keep_pieces(request.session, name, sent.chunks())
    report = learners.check(file, on=clock.today(), name=name)
    if not report.passes:
        return draw(
            request, "office/learners_import_faults.html", 400, name=name, report=report,
            faults=report.faults.ordered()[:SHOWN], form=FileForm(),
        )  # fmt: skip
    try:
        learners.must_be(organisation, report.header)
        if report.header:
            learners.must_be_newest(organisation, report.header, name)
    except UserError as error:
        incoming.drop(request.session)
        form.add_error("file", str(error))
        return _form(request, organisation, form)
    return draw(
        request, "office/learners_import_check.html", name=name, report=report, organisation=organisation,
        year=_year(report), warnings=report.faults.ordered()[:SHOWN],
    )  # fmt: skip


def _form(request: OfficeRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    last = learner_list.uploads(request.standing).filter(organisation=organisation).first()
    return draw(
        request, "office/learners_import.html", status, form=form, last=last,
        when=words(clock.day_of(last.at)) if last else "",
    )  # fmt: skip


@page(IMPORT)
def faults(request: OfficeRequest, form: str) -> HttpResponse:
    """Every error and warning of the file that was checked last, as a file."""
    found = incoming.where(request.session)
    if form not in FILES:
        raise Http404("The errors can be had as CSV and ODS.")
    if found is None:  # taken, or too old: check it again
        return redirect("office-learners-import")
    file, name = found
    report = learners.check(file, on=clock.today(), name=name)
    rows = [fault.as_dict() for fault in report.faults.ordered()]
    table = Table("faults", f"Errors and warnings of {name}", COLUMNS, rows, titles=TITLES)
    made = FORMATS[form]
    response = HttpResponse(made.write(table), content_type=made.content_type)
    response["Content-Disposition"] = f'attachment; filename="errors.{form}"'
    return response


@page(IMPORT)
def load(request: OfficeRequest) -> HttpResponse:
    """Loads the file that was checked."""
    if request.method != "POST":
        return redirect("office-learners-import")
    organisation = _organisation(request)
    found = incoming.where(request.session)
    if found is None:
        raise UserError(
            "The file that you checked is no longer here; choose it again and load it within an hour."
        )
    file, name = found
    done = learners.load_file(file, organisation, by=request.standing.name, on=clock.today(), name=name)
    incoming.drop(request.session)
    messages.success(request, _said(done, name))
    return redirect("office-learners")


def _said(done: learners.Load, name: str) -> str:
    if done.again:
        return f"{name} was loaded already; nothing has changed."
    left_out = f" {done.erased} were left out, since their records were erased." if done.erased else ""
    count = done.upload.records
    return f"{count:,} {'learner' if count == 1 else 'learners'} of {name} loaded.{left_out}"


@page(IMPORT)
def uploads(request: OfficeRequest) -> HttpResponse:
    found = list(learner_list.uploads(request.standing)[:100])
    rows = [(one, words(clock.day_of(one.at)), academic_year(int(one.period[:4]))) for one in found]
    return draw(request, "office/learners_files.html", rows=rows)


def _organisation(request: OfficeRequest) -> Organisation:
    """Whose records they are. A role that reaches only some areas sends in no whole file."""
    whole = [scope.organisation for scope in request.standing.where(IMPORT) if not scope.areas]
    if not whole:
        raise PermissionDenied("Your role reaches only some areas; whole files are for roles that reach all.")
    return whole[0]


def _year(report: Report) -> str:
    return academic_year(report.header.year) if report.header else ""
