"""What is typed on one line, brought into the form in which it is stored before it is checked."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from lms.core import text

DASHES = BLANK_CHOICE_DASH[0][1]
KEYS = frozenset({"code", "curp"})
LONGEST_KEY = 18
FIRST_MOMENT, LAST_MOMENT = (datetime(year, 1, 1, tzinfo=UTC) for year in (1900, 3000))
CHECK_YEAR = _("Check the year of this date.")


class TidyForm:
    """For every form of ours: pasted blanks, invisible characters and full-width letters do no harm.

    Mixed in before Django's class. E-mail addresses become what `lms.core.text.address` makes of them,
    fields named in KEYS what `key` does, other single lines what `name` does. Passwords, hidden
    fields and texts of several lines stay as they were sent.
    """

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            tidy_field(name, field)
            bound_choices(field)
            bound_moment(field)
            word_blank_choice(field)


def bound_choices(field: forms.Field) -> None:
    """Refuse the key of a row that no database can hold: Django asks SQLite, which overflows."""
    if not isinstance(field, forms.ModelMultipleChoiceField) or field.to_field_name is not None:
        return
    clean = field.clean

    def within(value: Any) -> Any:
        sent = value if isinstance(value, list | tuple) else ()
        beyond = next((one for one in sent if len(str(one)) > LONGEST_KEY), None)
        if beyond is not None:
            message = field.error_messages["invalid_choice"]
            raise forms.ValidationError(message, code="invalid_choice", params={"value": str(beyond)[:20]})
        return clean(value)

    field.clean = within  # type: ignore[method-assign]


def bound_moment(field: forms.Field) -> None:
    """Refuse a year nobody means; in another zone it may be none, so that no database could give it back."""
    first, last = FIRST_MOMENT, LAST_MOMENT
    if isinstance(field, forms.DateTimeField):
        field.validators += [MinValueValidator(first, CHECK_YEAR), MaxValueValidator(last, CHECK_YEAR)]
    elif isinstance(field, forms.DateField):
        field.validators += [
            MinValueValidator(first.date(), CHECK_YEAR),
            MaxValueValidator(last.date(), CHECK_YEAR),
        ]


def choices_of(field: Any) -> Any:
    """A field's choices as its widget asks for them, a callable's answer too; Django's stubs know no less."""
    return field.choices


def word_blank_choice(field: forms.Field) -> None:
    """Django's row of dashes, which is read aloud one by one, becomes words: what an empty choice means."""
    if not isinstance(field, forms.ChoiceField) or not isinstance(field.widget, forms.Select):
        return
    words = _("Choose one") if field.required else _("Not stated")
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == DASHES:
            field.empty_label = words
            field.widget.choices = choices_of(field)
        return
    choices = list(choices_of(field))
    if ("", DASHES) in choices:
        field.choices = [(value, words if label == DASHES else label) for value, label in choices]


def tidy_field(name: str, field: forms.Field) -> None:
    """Let this one field clean what is typed into it, where it is a single line."""
    if is_line(field):
        field.to_python = _cleaned(field.to_python, _cleaner(name, field))  # type: ignore[method-assign,assignment]


def is_line(field: forms.Field) -> bool:
    """Whether people type one visible line into the field."""
    many = (forms.Textarea, forms.PasswordInput, forms.HiddenInput)
    return isinstance(field, forms.CharField) and not isinstance(field.widget, many)


def _cleaner(name: str, field: forms.Field) -> Callable[[str], str]:
    is_address = isinstance(field, forms.EmailField) or getattr(field.widget, "input_type", "") == "email"
    if is_address:
        return text.address
    return text.key if name in KEYS else text.name


def _cleaned(read: Callable[[Any], Any], clean: Callable[[str], str]) -> Callable[[Any], Any]:
    return lambda value: read(clean(value) if isinstance(value, str) else value)
