"""Pages of assessments that stand in Wagtail's admin."""

from django.urls import path

from assessments.views import library

urlpatterns = [
    path("library/<slug:kind>/", library.library, name="library"),
    path("library/<slug:kind>/<uuid:uuid>/", library.library_entry, name="library_entry"),
]
