"""The strategy's editor: Wagtail's addresses behind the office's own gate, with the office's own sign-in."""

from django.urls import path
from django.views.generic import RedirectView
from wagtail.admin.urls import urlpatterns as wagtail
from wagtail.utils.urlpatterns import decorate_urlpatterns

from skillshire.config import editing
from skillshire.web.office.page import page

urlpatterns = [
    # What is due, in place of a dashboard; the office's own account pages.
    path("", editing.gate(RedirectView.as_view(pattern_name="office-strategy"))),
    path("account/", page()(RedirectView.as_view(pattern_name="office"))),
    path("login/", RedirectView.as_view(pattern_name="account_login")),
    path("logout/", RedirectView.as_view(pattern_name="account_logout")),
    *decorate_urlpatterns(wagtail, editing.gate),
]
