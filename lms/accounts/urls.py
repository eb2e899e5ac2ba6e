"""URLs of lms.accounts."""

from django.urls import path

from lms.accounts.views import centers, invitations, own, people, person_acts, start

urlpatterns = [
    path("", start.home, name="home"),
    path("privacy/", own.privacy_notice, name="privacy_notice"),
    path("privacy/consent/", own.consent, name="consent"),
    path("privacy/consent/withdraw/", own.consent_withdraw, name="consent_withdraw"),
    path("me/", own.account, name="account"),
    path("me/data/", own.my_data, name="my_data"),
    path("me/data/download/", own.my_data_download, name="my_data_download"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("people/", people.people, name="people"),
    path("people/new/", people.person_new, name="person_new"),
    path("people/<uuid:uuid>/", people.person, name="person"),
    path("people/<uuid:uuid>/edit/", people.person_edit, name="person_edit"),
    path("people/<uuid:uuid>/invite/", person_acts.person_invite, name="person_invite"),
    path("people/<uuid:uuid>/email/", person_acts.person_email, name="person_email"),
    path("people/<uuid:uuid>/reset/", person_acts.person_reset, name="person_reset"),
    path("people/<uuid:uuid>/active/", person_acts.person_active, name="person_active"),
    path("people/<uuid:uuid>/merge/", person_acts.person_merge, name="person_merge"),
    path("people/<uuid:uuid>/roles/", person_acts.role_grant, name="role_grant"),
    path("roles/<uuid:uuid>/revoke/", person_acts.role_revoke, name="role_revoke"),
    path("centers/", centers.centers, name="centers"),
    path("centers/new/", centers.center_edit, name="center_new"),
    path("centers/<uuid:uuid>/", centers.center_edit, name="center_edit"),
    # Wagtail's sign-in for readers would be a second door without a second factor.
    path("_util/login/", start.closed_login, name="closed_reader_login"),
]
