"""The pages of assessments with what stands below them, and nothing above."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from lms.core.views import worker

urlpatterns = [
    path("worker.js", worker, name="worker"),
    path("admin/", include(wagtailadmin_urls)),
    *i18n_patterns(
        path("account/", include("allauth.urls")),
        path("", include("lms.core.urls")),
        path("", include("lms.accounts.urls")),
        path("", include("assessments.urls")),
    ),
]
