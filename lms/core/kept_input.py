"""What of a form that came back is still there, in words."""

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _


def what_stays(form: forms.BaseForm) -> str:
    """Whether what was typed is still there, and what has to be given again; "" where nothing was typed.

    A browser gets no password and no file back: these are said to be gone where they were given.
    """
    fields = form.visible_fields()
    typed = any(_is_typed(field) for field in fields if not _is_file(field) and not _is_secret(field))
    if any(_is_file(field) and field.data for field in fields):
        return _("Choose the file again; the rest is still here.") if typed else _("Choose the file again.")
    if any(_is_secret(field) and field.data for field in fields):
        if typed:
            return _("Type the password again; the rest is still here.")
        return _("Type the password again.")
    return _("Nothing you typed was lost.") if typed else ""


def _is_file(field: BoundField) -> bool:
    return field.field.widget.needs_multipart_form


def _is_secret(field: BoundField) -> bool:
    widget = field.field.widget
    return isinstance(widget, forms.PasswordInput) and not widget.render_value


def _is_typed(field: BoundField) -> bool:
    return bool(field.data) and field.field.has_changed(field.initial, field.data)
