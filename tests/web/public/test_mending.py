"""A misspelt name is answered with the same page, mended."""

from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.web.public.test_compare import PAY, RATE, STEVENAGE, address


def mends(page):
    return [href for text, href in page.link_texts if text.endswith("and keep all else that you chose")]


def test_a_misspelt_area_is_mended_with_one_link_that_keeps_all_else(figures, read):
    wrong = address(area=[STEVENAGE, " Thurock ", ""], indicator=[RATE, PAY], sort=f"-{RATE}", utm_source="x")
    page = read(wrong, expect=400)
    (href,) = mends(page)
    assert "Use Thurrock instead, and keep all else that you chose" in page.text
    given_back = parse_qsl(urlsplit(href).query)
    assert given_back == [
        ("area", STEVENAGE), ("area", "E06000034"), ("indicator", RATE), ("indicator", PAY),
        ("sort", f"-{RATE}"),
    ]  # fmt: skip
    assert [row[0] for row in read(href).table("comparison")[1:]].count("Thurrock") == 1


def test_a_misspelt_indicator_is_mended_too(figures, read):
    (href,) = mends(read(address(area=STEVENAGE, indicator=[PAY, "claimant-count-rats"]), expect=400))
    assert dict(parse_qsl(urlsplit(href).query))["area"] == STEVENAGE
    assert len(read(href).table("comparison")[0]) == 3


@pytest.mark.parametrize("nothing", ["xqzzv", "E07999999", "<script>"])
def test_what_nothing_is_like_can_be_left_out(figures, read, nothing):
    page = read(address(area=[STEVENAGE, nothing], indicator=RATE), expect=400)
    (href,) = mends(page)
    assert "Leave it out, and keep all else" in page.text
    assert [row[0] for row in read(href).table("comparison")[1:]] == ["Stevenage"]


def test_a_mistake_that_is_no_misspelling_offers_no_mended_page(figures, read):
    assert mends(read(address(area=STEVENAGE, view="moon"), expect=400)) == []
