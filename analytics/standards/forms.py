"""Convening a panel, and what a judge says."""

from collections.abc import Mapping, Sequence
from math import isfinite
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from analytics.standards.enums import CELLS, LIMITS, Method
from assessments.data import JudgedQuestion
from lms.accounts.models import User
from lms.core.forms import TidyForm
from lms.core.templatetags.acuerdo import localized
from lms.core.text import tidy


class ConveneForm(TidyForm, forms.Form):
    """Test, method, who just passes, and the judges."""

    version = forms.ChoiceField(label=_("Test"))
    method = forms.ChoiceField(label=_("Method"), choices=Method.choices, widget=forms.RadioSelect)
    borderline = forms.CharField(
        label=_("Who just passes"),
        help_text=_("What somebody who only just passes knows and can do, so that all judges mean the same."),
        max_length=4000,
        widget=forms.Textarea({"rows": 4}),
    )
    judges = forms.MultipleChoiceField(label=_("Judges"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, tests: Sequence[Any], people: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        version, judges = (self.fields[name] for name in ("version", "judges"))
        version.choices = [(str(one.uuid), f"{localized(one.title)} ({one.key})") for one in tests]  # type: ignore[attr-defined]
        judges.choices = [(str(one.uuid), str(one)) for one in people]  # type: ignore[attr-defined]


class ApproveForm(TidyForm, forms.Form):
    """Why the mark holds, and for which course."""

    course = forms.ChoiceField(label=_("Pass mark of"), required=False)
    reason = forms.CharField(
        label=_("Why this mark holds"), max_length=2000, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args: Any, courses: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(one.uuid), localized(one.title) or one.key) for one in courses]
        self.fields["course"].choices = [("", _("No course: only the record")), *offered]  # type: ignore[attr-defined]


def values_of(method: str, data: QueryDict, questions: Sequence[JudgedQuestion]) -> dict[str, Any]:
    """What a judge sent; what cannot be read stays as it was typed, and is then refused."""
    if method == Method.HOFSTEE:
        return {name: _number(data.get(name, "")) for name in LIMITS}
    if method == Method.EBEL:
        return {
            "cells": {cell: _number(data.get(f"c-{cell}", "")) for cell in CELLS},
            "items": {str(one.position): data.get(f"q-{one.position}", "") for one in questions},
        }
    return {str(one.position): _number(data.get(f"q-{one.position}", "")) for one in questions}


def shown(values: Mapping[str, Any]) -> dict[str, str]:
    """Values by field name, as the page shows them."""
    found = {}
    for name, value in {**values, **values.get("items", {})}.items():
        if name in LIMITS:
            found[name] = _plain(value)
        elif name not in ("cells", "items"):
            found[f"q-{name}"] = _plain(value)
    return found | {f"c-{cell}": _plain(value) for cell, value in values.get("cells", {}).items()}


def _number(typed: str) -> Any:
    tidied = tidy(typed).rstrip("%").strip().replace(",", ".")
    try:
        number = float(tidied) if len(tidied) < 8 else None
    except ValueError:
        number = None
    if number is None or not isfinite(number):
        return typed
    return int(number) if number == int(number) else number


def _plain(value: Any) -> str:
    return f"{value:g}" if isinstance(value, int | float) else str(value or "")
