from skillshire.indicators import queries


def ids(body):
    return [one["id"] for one in body["indicators"]]


def test_every_indicator_of_the_release_is_listed(ask):
    body = ask("/api/v1/indicators").json
    assert ids(body) == [one.id for one in queries.indicators()] and body["release"] == queries.release().id


def test_indicators_are_narrowed_by_theme_and_words(ask):
    assert "claimant-count-rate" in ids(ask("/api/v1/indicators?theme=unemployment").json)
    assert ids(ask("/api/v1/indicators?q=claimant%20COUNT").json) == ["claimant-count-rate"]
    assert ids(ask("/api/v1/indicators?q=zzz").json) == []


def test_a_theme_that_does_not_exist_is_refused_with_those_that_do(refused):
    assert "unemployment" in refused("/api/v1/indicators?theme=joy", "invalid-parameter")["detail"]


def test_an_indicator_says_what_it_is_what_there_is_and_where_from(ask):
    body = ask("/api/v1/indicators/claimant-count-rate").json
    assert body["unit"] == "percent" and body["better"] == "down" and body["caveats"] and body["quality"]
    assert body["periods"][-1] == {"period": "2025-01-01/P1Y", "period_label": "2025"}
    assert body["observations"] == queries.coverage("claimant-count-rate")["observations"]
    (source,) = body["sources"]
    assert source["producer"] == "Office for National Statistics" and len(source["sha256"]) == 64


def test_breakdowns_are_listed_as_they_are_asked_for(ask):
    found = ask("/api/v1/indicators/enterprise-count").json["breakdowns"]
    assert {} in found and {"size": "micro"} in [{"size": one.get("size")} for one in found]


def test_an_indicator_nobody_has_is_not_found(refused):
    assert "“claimants”" in refused("/api/v1/indicators/claimants", "unknown-indicator", 404)["detail"]
