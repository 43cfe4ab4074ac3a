"""Lists from schools and colleges: sent in, checked, linked; and the rows that a person decides on."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from skillshire.accounts.models import Organisation
from skillshire.casework.linking import decisions, lists, sent
from skillshire.casework.linking.reading import Standing
from skillshire.casework.models import Match, YoungPerson
from skillshire.core import clock
from skillshire.core.errors import UserError
from skillshire.core.periods import parse_date
from skillshire.core.permissions import Permission
from skillshire.web.office import incoming
from skillshire.web.office.forms.fields import words
from skillshire.web.office.forms.linking import NOBODY, ListForm, RowForm
from skillshire.web.office.page import OfficeRequest, draw, page, posted
from skillshire.web.office.pages import linking as shown
from skillshire.web.office.views.young_people import look
from skillshire.web.office.views.young_people_files import SHOWN, whole_organisation

EDIT = Permission.EDIT_YOUNG_PEOPLE
IMPORT = Permission.IMPORT_YOUNG_PEOPLE
WAY = "A list from a school or college"
EACH = 50  # rows on a page
MISSING = "There is no row with this number that waits for your decision."
GONE = "The list that you checked is no longer here; choose it again and link it within an hour."


@page(EDIT)
def queue(request: OfficeRequest) -> HttpResponse:
    """The rows that wait, the likeliest first, and below them the lists they are from."""
    some = Paginator(decisions.waiting(request.standing), EACH).get_page(request.GET.get("page"))
    matches: list[Match] = list(some.object_list)
    people = {one.young_person_id for one in matches if one.young_person_id}
    look(request, sorted(people), EDIT)
    whole = [scope.organisation.pk for scope in request.standing.where(EDIT) if not scope.areas]
    return draw(
        request, "office/young_people_linking.html", lines=[shown.line(one) for one in matches], shown=some,
        lists=[(one, _day(one.upload.period), _nobody(one)) for one in sent.lists_of(whole)],
        may_send=bool(_senders(request)),
    )  # fmt: skip


@page(IMPORT)
def choose(request: OfficeRequest) -> HttpResponse:
    """Choose a list; what is wrong with it, or whom its rows mean."""
    organisation = whole_organisation(request, IMPORT)
    given = request.FILES if request.method == "POST" else None
    form = ListForm(posted(request), given, initial={"day": clock.today()})
    if form.is_valid():
        return _checked(request, organisation, form)
    return _form(request, form)


def _checked(request: OfficeRequest, organisation: Organisation, form: ListForm) -> HttpResponse:
    file, said = form.cleaned_data["file"], form.said
    name, data = file.name or "file.csv", file.read()
    try:
        found = lists.check(data, organisation=organisation, name=name, said=said, on=clock.today())
    except UserError as error:
        form.add_error("file", str(error))
        return _form(request, form)
    if found.faults.count:
        again = ListForm(initial=form.cleaned_data)
        return draw(
            request, "office/young_people_import_faults.html", 400, way=(WAY, request.path),
            found=found, faults=found.faults.kept[:SHOWN], form=again, count=found.faults.count,
        )  # fmt: skip
    incoming.keep(request.session, name, data, _texts(said))
    return draw(request, "office/young_people_link_check.html", found=found, facts=shown.check(found))


def _form(request: OfficeRequest, form: ListForm) -> HttpResponse:
    status = 400 if form.is_bound and form.errors else 200
    return draw(request, "office/young_people_link.html", status, form=form)


@page(IMPORT)
def load(request: OfficeRequest) -> HttpResponse:
    """Links the list that was checked."""
    if request.method != "POST":
        return redirect("office-young-people-linking-list")
    organisation = whole_organisation(request, IMPORT)
    file = incoming.kept(request.session)
    if file is None or "day" not in file.said:
        raise UserError(GONE)
    made = lists.load(
        file.data, organisation=organisation, name=file.name, said=_said(file.said),
        by=request.standing.name, on=clock.today(),
    )  # fmt: skip
    incoming.drop(request.session)
    messages.success(request, f"{file.name}: {_made(made)}")
    return redirect("office-young-people-linking")


@page(EDIT)
def row(request: OfficeRequest, number: int) -> HttpResponse:
    """One row beside those on record who are like it, for a person to decide."""
    try:
        match = decisions.find(request.standing, number)
    except UserError as decided:
        if request.method == "POST":
            raise
        messages.info(request, str(decided))  # somebody went back to it
        return redirect("office-young-people-linking")
    if match is None:
        raise Http404(MISSING)
    people = shown.people(match, request.standing)
    beside = [people[one["number"]] for one in match.candidates if one["number"] in people]
    form = RowForm(posted(request), people=[(one.pk, shown.choice(one)) for one in beside])
    after = decisions.following(request.standing, match)
    if form.is_valid() and _decided(request, match, people, form):
        return redirect(_address(after))
    look(request, [one.pk for one in beside], EDIT)
    status = 400 if form.is_bound and form.errors else 200
    return draw(
        request, "office/young_people_link_row.html", status, form=form, after=after and _address(after),
        row=shown.row(match, people, clock.today()), day=words(match.day),
    )  # fmt: skip


def _decided(request: OfficeRequest, match: Match, people: dict[int, YoungPerson], form: RowForm) -> bool:
    who, given = form.cleaned_data["who"], {"reason": form.cleaned_data["reason"]}
    where = f"Row {match.row} of {match.upload.name}"
    try:
        if who == NOBODY:
            done = decisions.refuse(match, among=people, **given, by=request.standing.name, on=clock.today())
            others = "" if done else " whom you may see; it waits for a colleague who may see the others"
            messages.success(request, f"{where} belongs to none of those on record{others}.")
            return True
        changed = decisions.accept(
            match, people[int(who)], **given, by=request.standing.name, on=clock.today()
        )
    except UserError as error:
        form.add_error(None, str(error))
        return False
    what = "and what it says is on record" if changed else "and nothing changed on record"
    messages.success(request, f"{where} is linked, {what}.")
    return True


def _address(match: Match | None) -> str:
    if match is None:
        return reverse("office-young-people-linking")
    return reverse("office-young-people-linking-row", kwargs={"number": match.pk})


def _made(made: lists.Loaded) -> str:
    if made.checked is None:
        return f"the same list of {_day(made.upload.period)} was linked before, so nothing changed."
    said = sent.summary(made.checked, done=True)
    return said[0].lower() + said[1:]


def _nobody(one: sent.Sent) -> str:
    return sent.named(one.rows, one.nobody) if one.rows else ""


def _day(period: str) -> str:
    return words(parse_date(period))


def _senders(request: OfficeRequest) -> list[Organisation]:
    return [scope.organisation for scope in request.standing.where(IMPORT) if not scope.areas]


def _texts(said: Standing) -> dict[str, str]:
    starts = said.starts.isoformat() if said.starts else ""
    return {"day": said.day.isoformat(), "code": str(said.code or ""), "starts": starts,
            "establishment": said.establishment}  # fmt: skip


def _said(texts: Any) -> Standing:
    starts: date | None = parse_date(texts["starts"]) if texts["starts"] else None
    return Standing(parse_date(texts["day"]), int(texts["code"] or 0) or None, starts, texts["establishment"])
