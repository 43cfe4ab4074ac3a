from django.urls import path

from skillshire.web.public import health, views

urlpatterns = [
    path("", views.home_page, name="home"),
    path("strategy/", views.strategy_page, name="strategy"),
    path("strategy/measures/", views.measures_page, name="measures"),
    path("strategy/measures.csv", views.measures_csv, name="measures-csv"),
    path("strategy/measures/<int:ref>/", views.measure_page, name="measure"),
    path("strategy/measures/<int:ref>/evidence.csv", views.measure_csv, name="measure-csv"),
    path("strategy/actions/<int:ref>/", views.action_page, name="action"),
    path("indicators/", views.indicators_page, name="indicators"),
    path("indicators/<slug:identifier>/", views.indicator_page, name="indicator"),
    path("indicators/<slug:identifier>/data.csv", views.indicator_csv, name="indicator-csv"),
    path("about/data/", views.data_page, name="about-data"),
    path("about/methods/", views.methods_page, name="about-methods"),
    path("accessibility/", views.accessibility_page, name="accessibility"),
    path("healthz", health.healthz, name="healthz"),
]
