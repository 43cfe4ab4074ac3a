"""Organisations, for administrators of the one that runs the site."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.accounts import organisations
from skillshire.accounts.models import Organisation
from skillshire.core.permissions import Permission
from skillshire.web.office.page import OfficeRequest, draw, page, posted
from skillshire.web.office.people import forms
from skillshire.web.office.people.charge import demand_everything


@page(Permission.MANAGE_ACCOUNTS)
def organisations_page(request: OfficeRequest) -> HttpResponse:
    demand_everything(request)
    return draw(request, "office/organisations.html", organisations=Organisation.objects.order_by("name"))


@page(Permission.MANAGE_ACCOUNTS)
def add_page(request: OfficeRequest) -> HttpResponse:
    demand_everything(request)
    form = forms.OrganisationForm(posted(request))
    if form.is_bound and form.is_valid():
        organisations.add(form.details(), by=request.standing.name)
        return redirect("office-organisations")
    return _draw(request, form, "Add an organisation")


@page(Permission.MANAGE_ACCOUNTS)
def edit_page(request: OfficeRequest, slug: str) -> HttpResponse:
    demand_everything(request)
    found = Organisation.objects.filter(slug=slug).first()
    if found is None:
        raise Http404("There is no organisation of this name.")
    form = forms.OrganisationForm(posted(request), initial=_now(found))
    if form.is_bound and form.is_valid():
        organisations.edit(found, form.details(), by=request.standing.name)
        return redirect("office-organisations")
    return _draw(request, form, found.name)


def _now(found: Organisation) -> dict[str, Any]:
    details = (found.name, found.short_name, found.kind, found.area_code, found.ukprn)
    return asdict(organisations.Details(*details))


def _draw(request: OfficeRequest, form: forms.OrganisationForm, heading: str) -> HttpResponse:
    return draw(request, "office/organisation.html", 400 if form.errors else 200, form=form, heading=heading)
