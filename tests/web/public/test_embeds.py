"""Charts for the pages of others: they may be framed anywhere, hold no cookie, and ask no third party."""

import re

import pytest

CHARTS = ("line", "areas", "map", "breakdown")
PAGE = "/indicators/ks4-sustained-destinations/?area=E07000243"


@pytest.mark.parametrize("chart", CHARTS)
def test_a_chart_may_be_framed_by_anybody_and_keeps_to_itself(figures, read, chart):
    page = read(f"/embed/indicators/ks4-sustained-destinations/{chart}/?area=E07000243")
    policy = page.response["Content-Security-Policy"]
    assert "frame-ancestors *" in policy and "default-src 'self'" in policy
    assert "X-Frame-Options" not in page.response and not page.response.cookies
    assert page.response["X-Content-Type-Options"] == "nosniff"
    outside = [one for one in re.findall(r'(?:src|href)="([^"]+)"', page.markup) if "//" in one]
    assert outside == []


@pytest.mark.parametrize("chart", CHARTS)
def test_a_kept_chart_keeps_its_headers(figures, read, chart):
    address = f"/embed/indicators/ks4-sustained-destinations/{chart}/?area=E07000243"
    first, again = read(address), read(address)
    assert dict(first.response.items())["ETag"] == again.response["ETag"]
    assert "frame-ancestors *" in again.response["Content-Security-Policy"]
    assert "X-Frame-Options" not in again.response


def test_all_other_pages_may_not_be_framed(figures, read):
    for _ in range(2):  # made, then kept
        page = read(PAGE)
        assert page.response["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page.response["Content-Security-Policy"]


def test_a_chart_names_its_source_and_leads_back(figures, read):
    page = read("/embed/indicators/claimant-count-rate/line/?area=E07000243")
    assert page.h1 == "Stevenage: claimant count rate rose from 1.6% in 2001 to 3.4% in 2025"
    assert "Source: Office for National Statistics" in page.text
    assert page.links == ["/indicators/claimant-count-rate/?area=E07000243"]


def test_the_code_to_copy_is_a_frame_of_that_very_chart(figures, read):
    page = read(PAGE)
    codes = re.findall(r'src=&#34;([^&]+(?:&amp;[^&]+)*?)&#34;|src="http://[^/]+(/embed[^"]+)"', page.markup)
    found = [one or other for one, other in codes]
    charts = [address.split("/ks4-sustained-destinations/")[1].split("/")[0] for address in found]
    assert charts == list(CHARTS)
    for address in found:
        read("/embed" + address.split("/embed")[1].replace("&amp;amp;", "&").replace("&amp;", "&"))


def test_a_chart_that_pages_do_not_have_is_not_there(figures, read):
    text = read("/embed/indicators/claimant-count-rate/pie/", expect=404).text
    assert "There is no chart “pie” to embed; there are: line, areas, map, breakdown." in text
    read("/embed/indicators/no-such-thing/line/", expect=404)


def test_nothing_to_draw_is_said(figures, read):
    text = read("/embed/indicators/claimant-count-rate/breakdown/", expect=400).text
    assert "has no figures to draw for Hertfordshire" in text


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("indicators/no-such-thing/line/", 404, "There is no indicator no-such-thing."),
        ("indicators/claimant-count-rate/pie/", 404, "There is no chart “pie” to embed"),
        ("indicators/claimant-count-rate/line/?area=E07999999", 400, "No area has the code “E07999999”"),
        ("indicators/claimant-count-rate/line/?area=Thurock", 400, "did you mean Thurrock"),
        ("areas/E07999999/", 404, "No area has the code “E07999999”"),
        ("elsewhere/", 404, "Something in the address of this frame is not right"),
        ("indicators/claimant-count-rate/line/?" + "area=E07000243&" * 2000, 414, "at most"),
    ],
)
def test_a_refusal_shows_in_the_frame_in_words(figures, read, address, status, said):
    page = read(f"/embed/{address}", expect=status)
    assert said in page.text
    assert "frame-ancestors *" in page.response["Content-Security-Policy"]
    assert "X-Frame-Options" not in page.response
    assert "<nav" not in page.markup and "<form" not in page.markup  # a frame is small
    assert page.size < 3_000


@pytest.mark.parametrize(
    "address", ["/indicators/no-such-thing/", "/areas/E07999999/", "/compare/?area=xqzzv"]
)
def test_a_refusal_of_any_other_page_may_not_be_framed(figures, read, address):
    response = read(address, expect=400 if "?" in address else 404).response
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"
