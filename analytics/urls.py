"""URLs of analytics."""

from django.urls import path

from analytics.views import certificates, cohort_certificates

urlpatterns = [
    path("v/", certificates.certificate_check, name="certificate_check"),
    path("v/<str:code>/", certificates.certificate_verify, name="certificate_verify"),
    path("v/<str:code>/certificate.pdf", certificates.certificate_pdf, name="certificate_pdf"),
    path("certificates/<uuid:uuid>/issue/", certificates.certificate_issue, name="certificate_issue"),
    path(
        "certificates/<uuid:uuid>/revoke/", cohort_certificates.certificate_revoke, name="certificate_revoke"
    ),
    path(
        "cohorts/<uuid:uuid>/certificates/",
        cohort_certificates.cohort_certificates_page,
        name="cohort_certificates",
    ),
    path(
        "cohorts/<uuid:uuid>/certificates/issue/",
        cohort_certificates.certificates_issue,
        name="certificates_issue",
    ),
]
