"""All URLs: the only module that names every app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lms.core.views import short_language, worker

handler400 = "lms.core.views.bad_request"
handler500 = "lms.core.views.server_error"
# What people type of a language with a region: "es" for "es-mx".
SHORT = "|".join(code.split("-")[0] for code, _name in settings.LANGUAGES if "-" in code)
urlpatterns = [
    re_path(rf"^(?P<short>{SHORT})/(?P<rest>.*)$", short_language, name="short_language"),
    path("worker.js", worker, name="worker"),
    path("media/", include("lms.core.media_urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("admin/", include("lms.accounts.admin_urls")),
    path("admin/", include("assessments.admin_urls")),
    path("admin/", include("courses.admin_urls")),
    path("admin/", include(wagtailadmin_urls)),
    *i18n_patterns(
        # First what learners open most: each address is compared with all that stand before it.
        path("", include("courses.urls")),
        path("account/", include("allauth.urls")),
        path("", include("lms.core.urls")),
        path("", include("lms.accounts.urls")),
        path("", include("assessments.urls")),
        path("", include("analytics.urls")),
        path("", include(wagtail_urls)),
    ),
]
