from django.urls import path

from skillshire.web.office.views import risk

urlpatterns = [
    path("", risk.flagged, name="office-risk"),
    path("list/", risk.model, name="office-risk-model"),
    path("<int:number>/", risk.decide, name="office-risk-decide"),
]
