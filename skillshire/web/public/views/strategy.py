"""The strategy, its measures and actions."""

from django.http import Http404, HttpRequest, HttpResponse

from skillshire.indicators import export
from skillshire.strategy import assessments
from skillshire.strategy import export as strategy_export
from skillshire.strategy.assessments import Assessed
from skillshire.strategy.models import Strategy
from skillshire.web.public import answers, site
from skillshire.web.public.pages import measure, record, strategy


@answers.page
def strategy_page(request: HttpRequest) -> HttpResponse:
    as_at, area = site.as_at(request), site.area()
    if not _has_strategy():
        return answers.draw(request, "strategy_none.html", area=area)
    return answers.draw(request, "strategy.html", as_at=as_at, **strategy.content(area, as_at))


@answers.page
def measures_page(request: HttpRequest) -> HttpResponse:
    as_at, area = site.as_at(request), site.area()
    _need_strategy()
    return answers.draw(request, "measures.html", as_at=as_at, **strategy.measures(area, as_at))


@answers.page
def measures_csv(request: HttpRequest) -> HttpResponse:
    as_at = site.as_at(request)
    _need_strategy()
    found = assessments.find(None, site.area().code, as_at.day)
    rows = [strategy_export.flat(one) for one in assessments.assess(found, as_at.day)]
    return answers.table(f"{found.slug}-as-at-{as_at.day.isoformat()}", strategy_export.COLUMNS, rows)


@answers.page
def measure_page(request: HttpRequest, ref: int) -> HttpResponse:
    as_at = site.as_at(request)
    return answers.draw(request, "measure.html", as_at=as_at, **measure.content(_measure(ref, as_at), as_at))


@answers.page
def measure_csv(request: HttpRequest, ref: int) -> HttpResponse:
    one = _measure(ref, site.as_at(request))
    if one.main is None:
        raise Http404(f"Measure {ref} has no published evidence to download")
    rows = [{**export.flat(row), "role": one.main.role} for row in export.rows(one.main.series)]
    return answers.table(f"measure-{ref}-{one.main.definition.id}", ("role", *export.COLUMNS), rows)


@answers.page
def action_page(request: HttpRequest, ref: int) -> HttpResponse:
    as_at = site.as_at(request)
    _need_strategy()
    found = strategy.action(site.area(), ref, as_at)
    if found is None:
        raise Http404(f"The strategy has no action {ref}")
    return answers.draw(request, "action.html", as_at=as_at, **found)


@answers.page
def meetings_page(request: HttpRequest) -> HttpResponse:
    as_at, found = site.as_at(request), _strategy(request)
    return answers.draw(request, "meetings.html", as_at=as_at, **record.meetings(found, as_at))


@answers.page
def decisions_csv(request: HttpRequest) -> HttpResponse:
    as_at, found = site.as_at(request), _strategy(request)
    name = f"{found.slug}-decisions-as-at-{as_at.day.isoformat()}"
    return answers.table(name, record.DECISION_COLUMNS, record.decision_rows(found, as_at))


@answers.page
def spending_csv(request: HttpRequest) -> HttpResponse:
    as_at, found = site.as_at(request), _strategy(request)
    name = f"{found.slug}-spending-as-at-{as_at.day.isoformat()}"
    return answers.table(name, record.SPENDING_COLUMNS, record.spending_rows(found, as_at))


def _strategy(request: HttpRequest) -> Strategy:
    _need_strategy()
    return assessments.find(None, site.area().code, site.as_at(request).day)


def _measure(ref: int, as_at: site.AsAt) -> Assessed:
    _need_strategy()
    found = measure.find(site.area(), ref, as_at)
    if found is None:
        raise Http404(f"The strategy has no measure {ref}")
    return found


def _has_strategy() -> bool:
    return bool(assessments.of_area(site.area().code).exists())


def _need_strategy() -> None:
    if not _has_strategy():
        raise Http404("No strategy is loaded for this area")
