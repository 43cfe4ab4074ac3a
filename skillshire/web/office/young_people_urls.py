"""Addresses of the young people's part of the office, below young-people/."""

from django.urls import path

from skillshire.web.office.views import (
    young_people,
    young_people_files,
    young_people_linking,
    young_person,
)
from skillshire.web.office.views import young_person_changes as change

_ONE = "<int:number>/"
urlpatterns = [
    path("", young_people.people, name="office-young-people"),
    path("files/", young_people_files.uploads, name="office-young-people-files"),
    path("import/", young_people_files.choose, name="office-young-people-import"),
    path("import/load/", young_people_files.load, name="office-young-people-load"),
    path("linking/", young_people_linking.queue, name="office-young-people-linking"),
    path("linking/list/", young_people_linking.choose, name="office-young-people-linking-list"),
    path("linking/list/load/", young_people_linking.load, name="office-young-people-linking-load"),
    path("linking/<int:number>/", young_people_linking.row, name="office-young-people-linking-row"),
    path("list.<slug:form>", young_people.export, name="office-young-people-export"),
    path("return/", young_people_files.monthly_return, name="office-young-people-return"),
    path(_ONE, young_person.record, name="office-young-person"),
    path(f"{_ONE}activity/", change.activity, name="office-young-person-activity"),
    path(f"{_ONE}adviser/", change.adviser, name="office-young-person-adviser"),
    path(f"{_ONE}confirm/", change.confirm, name="office-young-person-confirm"),
    path(f"{_ONE}destination/", change.destination, name="office-young-person-destination"),
    path(f"{_ONE}note/", change.note, name="office-young-person-note"),
    path(f"{_ONE}offer/", change.offer, name="office-young-person-offer"),
    path(f"{_ONE}plan/", change.plan_step, name="office-young-person-plan"),
    path(f"{_ONE}plan/<int:step>/done/", change.plan_done, name="office-young-person-plan-done"),
    path(f"{_ONE}transfer/", change.transfer, name="office-young-person-transfer"),
    path(f"{_ONE}transfer/<int:transfer>/", change.transfer_answer,
         name="office-young-person-transfer-answer"),
]  # fmt: skip
