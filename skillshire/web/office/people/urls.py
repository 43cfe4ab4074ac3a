"""Addresses of people, roles, invitations and organisations: /office/people/…"""

from django.urls import path

from skillshire.web.office.people import deeds, invite, organisations, views

urlpatterns = [
    path("", views.people_page, name="office-people"),
    path("<int:number>/", views.person_page, name="office-person"),
    path("<int:number>/roles/add/", views.give_page, name="office-person-give"),
    path("<int:number>/account/<slug:deed>/", deeds.deed_page, name="office-person-deed"),
    path("roles/<int:number>/end/", views.end_page, name="office-role-end"),
    path("invite/", invite.step_page, name="office-invite"),
    path("invite/check/", invite.check_page, name="office-invite-check"),
    path("invite/sent/", invite.sent_page, name="office-invite-sent"),
    path("invite/<slug:step>/", invite.step_page, name="office-invite-step"),
    path("invitations/<int:number>/withdraw/", views.withdraw_page, name="office-invitation-withdraw"),
    path("organisations/", organisations.organisations_page, name="office-organisations"),
    path("organisations/add/", organisations.add_page, name="office-organisation-add"),
    path("organisations/<slug:slug>/", organisations.edit_page, name="office-organisation"),
]
