"""Pages of assessments that stand in Wagtail's admin."""

from django.urls import path

from assessments.views import item_drafts, item_files, library

urlpatterns = [
    path("questions/import/", item_files.items_import, name="items_import"),
    path("questions/import/<uuid:uuid>/", item_files.items_import_preview, name="items_import_preview"),
    path("questions/export/", item_files.items_export, name="items_export"),
    path("questions/<uuid:uuid>/draft/", item_drafts.item_draft, name="item_draft"),
    path("questions/<uuid:uuid>/draft/act/", item_drafts.item_draft_act, name="item_draft_act"),
    path("library/<slug:kind>/", library.library, name="library"),
    path("library/<slug:kind>/<uuid:uuid>/", library.library_entry, name="library_entry"),
]
