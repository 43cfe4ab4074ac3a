"""An area's profile, and the list of areas."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from skillshire.core.errors import UserError
from skillshire.indicators import export
from skillshire.places.areas import Area
from skillshire.web.public import answers, framing, site
from skillshire.web.public.pages import areas, profile

LICENCE = ("Licence", "Open Government Licence v3.0 unless a row says otherwise")
SYMBOLS = ("Missing numbers", "An empty cell is a number that is not published; “status” says why")


@answers.page
def areas_page(request: HttpRequest) -> HttpResponse:
    slug, within = (request.GET.get(name, "").strip() for name in ("type", "within"))
    return answers.draw(request, "areas.html", **areas.content(slug, within))


@answers.page
def area_page(request: HttpRequest, code: str) -> HttpResponse:
    area = _area(code)
    if area.code != code:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"/areas/{area.code}/" + (f"?{query}" if query else ""))
    home = request.build_absolute_uri("/").rstrip("/")
    postcode = request.GET.get("postcode", "").strip()
    page = answers.draw(request, "area.html", home=home, **profile.content(area, postcode))
    if postcode:
        page.headers["Cache-Control"] = "no-store"  # somebody's address, and one of two million such pages
    return page


@answers.page
def area_download(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    area = _area(code)
    name, title = f"profile-{area.code}", f"Profile of {area.name} ({area.code})"
    return answers.download(
        kind, name, export.COLUMNS, profile.download(area), title=title, notes=(LICENCE, SYMBOLS)
    )


@answers.page
def area_embed(request: HttpRequest, code: str) -> HttpResponse:
    """The headline figures alone, for a page of others to frame."""
    return framing.open_to_all(answers.draw(request, "embed_area.html", **profile.strip(_area(code))))


def _area(code: str) -> Area:
    """The area of a present or former code, in whatever case; 404 in words where there is none."""
    try:
        return site.place(code.strip().upper())
    except UserError as error:
        raise Http404(str(error).rstrip(".")) from None  # the page of what is not there ends the sentence
