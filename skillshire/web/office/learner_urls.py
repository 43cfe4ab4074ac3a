"""Addresses of the learners' part of the office, below learners/."""

from django.urls import path

from skillshire.web.office.views import learner_files, learners

urlpatterns = [
    path("", learners.people, name="office-learners"),
    path("files/", learner_files.uploads, name="office-learners-files"),
    path("import/", learner_files.choose, name="office-learners-import"),
    path("import/faults.<slug:form>", learner_files.faults, name="office-learners-faults"),
    path("import/load/", learner_files.load, name="office-learners-load"),
    path("<int:number>/", learners.record, name="office-learner"),
]
