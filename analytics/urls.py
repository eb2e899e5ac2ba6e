"""URLs of analytics."""

from django.urls import path

from analytics.assessing import views as assessing
from analytics.certificates.views import cohorts, public
from analytics.program import views as of_program
from analytics.restricted import views as restricted
from analytics.standards import views as standards
from analytics.views import center, items, program, report_letters, reports, scores, tests

urlpatterns = [
    path("center/", center.center_home, name="center_home"),
    path("center/behind/", center.center_behind, name="center_behind"),
    path("center/behind/<uuid:uuid>/remind/", center.center_remind, name="center_remind"),
    path("program/", program.program_home, name="program_home"),
    path("report-letters/", report_letters.report_letters, name="report_letters"),
    path("reports/<str:key>/", reports.report_page, name="report"),
    path("program/indicators/<slug:code>/", of_program.indicator_page, name="indicator"),
    path("program/releases/", of_program.releases_page, name="program_releases"),
    path("program/releases/donor/<slug:key>.xlsx", of_program.donor_workbook, name="donor_workbook"),
    path("program/releases/evaluation.zip", of_program.evaluation_bundle, name="evaluation_bundle"),
    path("program/bundles/", restricted.bundle_list, name="bundles"),
    path("program/bundles/new/", restricted.bundle_ask, name="bundle_ask"),
    path("program/bundles/<uuid:uuid>/", restricted.bundle_page, name="bundle"),
    path("program/bundles/<uuid:uuid>/act/", restricted.bundle_act, name="bundle_act"),
    path("program/bundles/<uuid:uuid>/bundle.zip", restricted.bundle_file, name="bundle_file"),
    path("program/releases/<uuid:uuid>/withdraw/", of_program.release_withdraw, name="release_withdraw"),
    path("scores/", scores.scores_upload, name="scores_upload"),
    path("scores/<uuid:uuid>/", scores.scores_report, name="scores_report"),
    path("scores/<uuid:uuid>/delete/", scores.scores_delete, name="scores_delete"),
    path("scores/<uuid:uuid>/gain.<str:kind>", scores.scores_download, name="scores_download"),
    path("cohorts/<uuid:uuid>/tests/", tests.cohort_tests_page, name="cohort_tests"),
    path("tests/<uuid:uuid>/analysis/", tests.analysis_page, name="test_analysis"),
    path("tests/<uuid:uuid>/analysis.<str:kind>", tests.analysis_download, name="test_analysis_download"),
    path("tests/<uuid:uuid>/missing/", tests.not_taken_page, name="not_taken"),
    path("questions/<uuid:uuid>/figures/", items.item_figures, name="item_figures"),
    path("ratings/<uuid:occasion>/board/", assessing.board_report, name="board_report"),
    path("ratings/<uuid:occasion>/board.pdf", assessing.board_print, name="board_print"),
    path("ratings/<uuid:occasion>/board.xlsx", assessing.board_download, name="board_download"),
    path("cohorts/<uuid:uuid>/ratings/", assessing.cohort_ratings_page, name="cohort_ratings"),
    path("cohorts/<uuid:uuid>/ratings/<uuid:assessor>/", assessing.assessor_page, name="assessor_figures"),
    path("pass-marks/", standards.standards, name="standards"),
    path("pass-marks/new/", standards.standard_new, name="standard_new"),
    path("pass-marks/<uuid:uuid>/", standards.standard_study, name="standard_study"),
    path("pass-marks/<uuid:uuid>/act/", standards.standard_act, name="standard_act"),
    path("pass-marks/<uuid:uuid>/judge/", standards.standard_judge, name="standard_judge"),
    path("v/", public.certificate_check, name="certificate_check"),
    path("v/<str:code>/", public.certificate_verify, name="certificate_verify"),
    path("v/<str:code>/certificate.pdf", public.certificate_pdf, name="certificate_pdf"),
    path("certificates/<uuid:uuid>/issue/", public.certificate_issue, name="certificate_issue"),
    path("certificates/<uuid:uuid>/revoke/", cohorts.certificate_revoke, name="certificate_revoke"),
    path("certificates/<uuid:uuid>/replace/", cohorts.certificate_replace, name="certificate_replace"),
    path(
        "cohorts/<uuid:uuid>/certificates/",
        cohorts.cohort_certificates_page,
        name="cohort_certificates",
    ),
    path(
        "cohorts/<uuid:uuid>/certificates/issue/",
        cohorts.certificates_issue,
        name="certificates_issue",
    ),
]
