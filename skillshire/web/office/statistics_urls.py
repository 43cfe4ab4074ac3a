from django.urls import path

from skillshire.web.office.views import statistics

urlpatterns = [
    path("", statistics.tables, name="office-statistics"),
    path("<slug:table>.<str:kind>", statistics.file, name="office-statistics-file"),
]
