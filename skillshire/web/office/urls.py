"""Every address of the office. A part of the office has a module of views and lists its addresses in it."""

from django.urls import include, path

from skillshire.web.office import demo_pages
from skillshire.web.office.sign_in import joining
from skillshire.web.office.views import figures, home, strategy

urlpatterns = [
    path("", home.home_page, name="office"),
    path("account/", include("skillshire.web.office.sign_in.urls")),
    path("invitation/<str:secret>/", joining.invitation_page, name="office-invitation"),
    path("demo/", demo_pages.demo_page, name="office-demo"),
    path("demo/college-list.csv", demo_pages.demo_list, name="office-demo-list"),
    path("figures/", figures.figures, name="office-figures"),
    path("learners/", include("skillshire.web.office.learner_urls")),
    path("people/", include("skillshire.web.office.people.urls")),
    path("privacy/", include("skillshire.web.office.privacy_urls")),
    path("risk/", include("skillshire.web.office.risk_urls")),
    path("start/<str:secret>/", joining.start_page, name="office-start"),
    path("statistics/", include("skillshire.web.office.statistics_urls")),
    path("strategy/", strategy.due_page, name="office-strategy"),
    path("young-people/", include("skillshire.web.office.young_people_urls")),
]
