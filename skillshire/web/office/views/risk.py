"""Who was flagged and waits for a decision, the decision itself, and how the list of points works."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from skillshire.casework import access, risk, risk_editions, risk_reports, risk_scores
from skillshire.casework.models import RiskScore
from skillshire.core import audit, clock
from skillshire.core.errors import UserError
from skillshire.core.permissions import Permission
from skillshire.places import areas
from skillshire.web.office.forms.fields import words
from skillshire.web.office.forms.risk import DecisionForm
from skillshire.web.office.page import OfficeRequest, draw, page
from skillshire.web.office.pages import risk_card, risk_model

DECIDE = Permission.DECIDE_RISK
MISSING = "There is no score with this number that you may see."
EACH = 50  # people on a page
NONE = risk_editions.Edited(None, {})


@page(DECIDE)
def flagged(request: OfficeRequest) -> HttpResponse:
    """Flagged, and nobody has decided: those of years 11 to 13 now, most points first."""
    today = clock.today()
    year = today.year if today.month >= 9 else today.year - 1
    people = access.young_people(request.standing, DECIDE)
    waiting = risk_scores.undecided(people, range(year - 1, year + 2))
    shown = Paginator(waiting, EACH).get_page(request.GET.get("page"))
    ids = [score.young_person_id for score in shown.object_list]
    audit.look("young-person", ids, by=request.standing.name, at=clock.now(), purpose=_purpose(request))
    rows = [
        (score, score.young_person, _place(score), risk_card.of_row(score)) for score in shown.object_list
    ]
    return draw(request, "office/risk.html", rows=rows, shown=shown, rule=risk_card.rule(risk.model()))


@page(DECIDE)
def decide(request: OfficeRequest, number: int) -> HttpResponse:
    score = _score(request, number)
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _decided(request, score, form):
        messages.success(request, "Your decision is kept.")
        return redirect("office-young-person", number=score.young_person_id)
    person = score.young_person
    audit.look(
        "young-person", [person.pk], by=request.standing.name, at=clock.now(), purpose=_purpose(request)
    )
    wrong = form.is_bound and bool(form.errors)
    values = {"form": form, "person": person, "card": risk_card.of(score)}
    return draw(request, "office/risk_decide.html", 400 if wrong else 200, **values)


def _decided(request: OfficeRequest, score: RiskScore, form: DecisionForm) -> bool:
    given = form.cleaned_data
    try:
        risk_scores.decide(
            score,
            outcome=given["outcome"],
            reason=given["reason"],
            by=request.standing.name,
            on=clock.today(),
        )
    except UserError as error:
        form.add_error("reason", str(error))
        return False
    return True


def _score(request: OfficeRequest, number: int) -> RiskScore:
    people = access.young_people(request.standing, DECIDE)
    scores = RiskScore.objects.filter(pk=number, young_person__in=people)
    found = scores.select_related("young_person").prefetch_related("decisions").first()
    if found is None:
        raise Http404(MISSING)
    return found


def _purpose(request: OfficeRequest) -> str:
    return request.standing.purpose(DECIDE)


def _place(score: RiskScore) -> str:
    code = score.young_person.area_code
    return areas.get(code).name if code else "Not known"


@page(Permission.SEE_COUNTS)
def model(request: OfficeRequest) -> HttpResponse:
    """How the points work, how well they find who is NEET later, and the transparency record. No person's."""
    chosen, scope = risk.model(request.GET.get("list", "")), request.standing.where(Permission.SEE_COUNTS)[0]
    # A role that is for some districts sees how the list is made, and no shares of others.
    edited = NONE if scope.areas else risk_editions.newest(scope.organisation)
    found = risk_reports.evaluate(chosen.id, edited)
    counted = words(edited.on) if edited.on else ""
    return draw(request, "office/risk_model.html", page=risk_model.page(chosen, found), counted=counted)
