"""The office's addresses alone, for a process that serves staff only."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("office/editing/", include("skillshire.config.urls_editing")),
    path("office/", include("skillshire.web.office.urls")),
    path("", RedirectView.as_view(url="/office/", permanent=False)),
]

handler400 = "skillshire.web.office.errors.bad_request"
handler403 = "skillshire.web.office.errors.forbidden"
handler404 = "skillshire.web.office.errors.not_found"
handler500 = "skillshire.web.office.errors.server_error"
