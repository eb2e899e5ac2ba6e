"""URLs of analytics."""

from django.urls import path

from analytics.views import center, certificates, cohort_certificates, program, scores

urlpatterns = [
    path("center/", center.center_home, name="center_home"),
    path("program/", program.program_home, name="program_home"),
    path("program/figures.<str:kind>", program.program_export, name="program_export"),
    path("scores/", scores.scores_upload, name="scores_upload"),
    path("scores/<uuid:uuid>/", scores.scores_report, name="scores_report"),
    path("scores/<uuid:uuid>/delete/", scores.scores_delete, name="scores_delete"),
    path("scores/<uuid:uuid>/gain.<str:kind>", scores.scores_download, name="scores_download"),
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
