"""Wagtail's own exports of listings and reports, made harmless."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from lms.core.spreadsheets import escape

_original = SpreadsheetExportMixin.preprocess_field_value


def _escaped(self: SpreadsheetExportMixin, field: str, value: Any, export_format: str) -> Any:
    value = _original(self, field, value, export_format)
    return escape(value) if isinstance(value, str) else value


def harden() -> None:
    """Escape typed text in every listing that Wagtail exports.

    Wagtail writes titles into CSV as they are, so a page called "=HYPERLINK(…)" would run in the
    reader's program. Its listings are too many, and grow, to override one by one.
    """
    SpreadsheetExportMixin.preprocess_field_value = _escaped
