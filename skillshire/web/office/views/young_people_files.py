"""Files of young people: checked, then loaded whole or not at all; what was loaded; the return."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect

from skillshire.accounts.models import Organisation
from skillshire.casework import young_people_file, young_people_return
from skillshire.casework.models import Upload
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.web.office import incoming
from skillshire.web.office.forms.fields import DayField, words
from skillshire.web.office.forms.files import FileForm
from skillshire.web.office.forms.sentences import Form
from skillshire.web.office.page import OfficeRequest, draw, page, posted

IMPORT = Permission.IMPORT_YOUNG_PEOPLE
EXPORT = Permission.EXPORT_YOUNG_PEOPLE
SHOWN = 100  # faults on the page


class ReturnForm(Form):
    day = DayField(label="As at which day?", what="the day of the return", latest=clock.today)


@page(IMPORT)
def choose(request: OfficeRequest) -> HttpResponse:
    """Choose a file; what is wrong with it, or what it would do."""
    organisation = whole_organisation(request, IMPORT)
    form = FileForm(posted(request), request.FILES if request.method == "POST" else None)
    if form.is_valid():
        return _checked(request, organisation, form)
    return _form(request, organisation, form)


def _checked(request: OfficeRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    sent = form.cleaned_data["file"]
    name, data = sent.name or "file.csv", sent.read()
    try:
        found = young_people_file.check(data, organisation=organisation, name=name, on=clock.today())
    except UserError as error:
        form.add_error("file", str(error))
        return _form(request, organisation, form)
    if found.faults.count:
        faults = found.faults.kept[:SHOWN]
        return draw(
            request, "office/young_people_import_faults.html", 400,
            found=found, faults=faults, form=FileForm(), count=found.faults.count,
        )  # fmt: skip
    incoming.keep(request.session, name, data)
    return draw(request, "office/young_people_import_check.html", found=found, day=words(found.day))


def _form(request: OfficeRequest, organisation: Organisation, form: FileForm) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    last = _uploads(organisation).first()
    return draw(request, "office/young_people_import.html", status, form=form, last=last,
                when=words(clock.day_of(last.at)) if last else "")  # fmt: skip


@page(IMPORT)
def load(request: OfficeRequest) -> HttpResponse:
    """Loads the file that was checked."""
    if request.method != "POST":
        return redirect("office-young-people-import")
    organisation = whole_organisation(request, IMPORT)
    file = incoming.kept(request.session)
    if file is None:
        raise UserError(
            "The file that you checked is no longer here; choose it again and load it within an hour."
        )
    made = young_people_file.load(
        file.data, organisation=organisation, name=file.name, by=request.standing.name, on=clock.today()
    )
    incoming.drop(request.session)
    return draw(request, "office/young_people_loaded.html", made=made, upload=made.upload)


@page(IMPORT)
def uploads(request: OfficeRequest) -> HttpResponse:
    found = list(_uploads(whole_organisation(request, IMPORT))[:100])
    rows = [(one, words(clock.day_of(one.at))) for one in found]
    return draw(request, "office/young_people_uploads.html", rows=rows)


@page(EXPORT)
def monthly_return(request: OfficeRequest) -> HttpResponse:
    """The return of a month as CSV. Everybody in it has then been looked at."""
    organisation = whole_organisation(request, EXPORT)
    form = ReturnForm(posted(request), initial={"day": _last_month(clock.today())})
    if not form.is_bound or not form.is_valid():
        status = 400 if form.is_bound else 200
        return draw(request, "office/young_people_return.html", status, form=form)
    day, purpose = form.cleaned_data["day"], request.standing.purpose(EXPORT)
    data = young_people_return.write(organisation, day=day, by=request.standing.name, purpose=purpose)
    response = HttpResponse(data, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="return-{organisation.slug}-{day}.csv"'
    return response


def whole_organisation(request: OfficeRequest, permission: Permission) -> Organisation:
    """Whose list it is. A role that reaches only some areas sends in and takes out no whole list."""
    whole = [scope.organisation for scope in request.standing.where(permission) if not scope.areas]
    if not whole:
        raise PermissionDenied("Your role reaches only some areas; whole files are for roles that reach all.")
    return whole[0]


def _uploads(organisation: Organisation) -> Any:
    return Upload.objects.filter(organisation=organisation, kind=Upload.Kind.YOUNG_PEOPLE)


def _last_month(today: date) -> date:
    return today.replace(day=1) - timedelta(days=1)
