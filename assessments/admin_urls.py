"""Pages of assessments that stand in Wagtail's admin."""

from django.urls import path

from assessments.views import (
    blueprints,
    instrument_drafts,
    instrument_items,
    instrument_previews,
    item_bank,
    item_drafts,
    item_files,
    item_pages,
    item_previews,
    item_talk,
    library,
    papers,
    rubric_drafts,
)

urlpatterns = [
    path("questions/", item_bank.item_bank, name="item_bank"),
    path("questions/new/", item_bank.item_new, name="item_new"),
    path("questions/import/", item_files.items_import, name="items_import"),
    path("questions/import/<uuid:uuid>/", item_files.items_import_preview, name="items_import_preview"),
    path("questions/export/", item_files.items_export, name="items_export"),
    path("questions/<uuid:uuid>/", item_pages.item, name="item"),
    path("questions/<uuid:uuid>/act/", item_pages.item_act, name="item_act"),
    path("questions/<uuid:uuid>/about/", item_pages.item_about, name="item_about"),
    path("questions/<uuid:uuid>/comments/", item_talk.item_comment, name="item_comment"),
    path(
        "questions/<uuid:uuid>/comments/<uuid:thread>/close/",
        item_talk.item_thread_close,
        name="item_thread_close",
    ),
    path("questions/<uuid:uuid>/enemies/", item_talk.item_enemies, name="item_enemies"),
    path("questions/<uuid:uuid>/preview/", item_previews.item_preview, name="item_preview"),
    path(
        "questions/<uuid:uuid>/preview/<slug:language>/<slug:moment>/",
        item_previews.item_preview_frame,
        name="item_preview_frame",
    ),
    path("questions/<uuid:uuid>/draft/", item_drafts.item_draft, name="item_draft"),
    path("questions/<uuid:uuid>/draft/act/", item_drafts.item_draft_act, name="item_draft_act"),
    path("tests/", instrument_drafts.instrument_drafts_list, name="instrument_drafts"),
    path("tests/<uuid:uuid>/", instrument_drafts.instrument_draft, name="instrument_draft"),
    path("tests/<uuid:uuid>/act/", instrument_drafts.instrument_draft_act, name="instrument_draft_act"),
    path(
        "tests/<uuid:uuid>/questions/", instrument_items.instrument_draft_items, name="instrument_draft_items"
    ),
    path(
        "tests/<uuid:uuid>/blueprint/",
        blueprints.instrument_draft_blueprint,
        name="instrument_draft_blueprint",
    ),
    path(
        "tests/<uuid:uuid>/preview/",
        instrument_previews.instrument_draft_preview,
        name="instrument_draft_preview",
    ),
    path("instruments/<uuid:uuid>/edit/", instrument_drafts.instrument_edit, name="instrument_edit"),
    path("rubrics/", rubric_drafts.rubric_drafts_list, name="rubric_drafts"),
    path("rubrics/<uuid:uuid>/", rubric_drafts.rubric_draft, name="rubric_draft"),
    path("rubrics/<uuid:uuid>/act/", rubric_drafts.rubric_draft_act, name="rubric_draft_act"),
    path("rubrics/<uuid:uuid>/edit/", rubric_drafts.rubric_edit, name="rubric_edit"),
    path("rubrics/<uuid:uuid>/paper/<slug:language>/", papers.rubric_paper, name="rubric_paper"),
    path("instruments/<uuid:uuid>/paper/", papers.instrument_paper, name="instrument_paper"),
    path(
        "instruments/<uuid:uuid>/paper/<slug:kind>-<slug:language>.pdf",
        papers.instrument_paper_file,
        name="instrument_paper_file",
    ),
    path("library/<slug:kind>/", library.library, name="library"),
    path("library/<slug:kind>/<uuid:uuid>/", library.library_entry, name="library_entry"),
]
