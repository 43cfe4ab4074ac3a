from django.urls import path

from skillshire.web.public import health
from skillshire.web.public.views import about, indicators, strategy

urlpatterns = [
    path("", strategy.home_page, name="home"),
    path("strategy/", strategy.strategy_page, name="strategy"),
    path("strategy/measures/", strategy.measures_page, name="measures"),
    path("strategy/measures.csv", strategy.measures_csv, name="measures-csv"),
    path("strategy/measures/<int:ref>/", strategy.measure_page, name="measure"),
    path("strategy/measures/<int:ref>/evidence.csv", strategy.measure_csv, name="measure-csv"),
    path("strategy/actions/<int:ref>/", strategy.action_page, name="action"),
    path("indicators/", indicators.indicators_page, name="indicators"),
    path("indicators/<slug:identifier>/", indicators.indicator_page, name="indicator"),
    path("indicators/<slug:identifier>/data.csv", indicators.indicator_csv, name="indicator-csv"),
    path("about/data/", about.data_page, name="about-data"),
    path("about/methods/", about.methods_page, name="about-methods"),
    path("accessibility/", about.accessibility_page, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
]
