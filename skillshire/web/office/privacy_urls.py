"""Addresses of the audit, of people's requests and of retention: /office/privacy/…"""

from django.urls import path

from skillshire.web.office.views import privacy

PERSON = "people/<slug:noun>/<int:number>/"

urlpatterns = [
    path("", privacy.privacy_page, name="office-privacy"),
    path("audit/", privacy.audit_page, name="office-privacy-audit"),
    path("proof/", privacy.proof_page, name="office-privacy-proof"),
    path("people/", privacy.find_page, name="office-privacy-find"),
    path(PERSON, privacy.subject_page, name="office-privacy-subject"),
    path(f"{PERSON}erase/", privacy.erase_page, name="office-privacy-erase"),
    path(f"{PERSON}export/<slug:form>/", privacy.export_page, name="office-privacy-export"),
    path(f"{PERSON}hold/", privacy.hold_page, name="office-privacy-hold"),
    path("retention/", privacy.retention_page, name="office-privacy-retention"),
]
