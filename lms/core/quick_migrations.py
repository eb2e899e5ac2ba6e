"""Migrating an empty database in less than half of the time; what comes of it is the same.

After each change of a model Django draws up anew every model that is related to it, by one or any number
of steps: in a site with pages and users, most of them. What a migration does to tables needs the changed
model alone, with those that inherit from it and, where a key changes, those that refer to it. Whatever runs
Python is given all models drawn up anew, as Django does after what it delays. The test of upgrades
compares a database migrated in this way with one that was not.
"""

import contextlib
import functools
from collections.abc import Iterator
from typing import Any
from unittest import mock

from django.apps import apps
from django.db.migrations.state import ProjectState
from django.db.migrations.utils import field_references

Key = tuple[str, str]


@contextlib.contextmanager
def drawing_less() -> Iterator[None]:
    """Migrate quickly meanwhile."""
    # Asked for each key of each model drawn, it looks through all models of the site.
    swappable = functools.cache(apps.get_swappable_settings_name)
    with (
        mock.patch.object(apps, "get_swappable_settings_name", swappable),
        mock.patch.object(ProjectState, "add_model", _add_model),
        mock.patch.object(ProjectState, "_find_reload_model", _to_draw_anew),
    ):
        yield


def _add_model(state: Any, model: Any) -> None:
    """Nothing refers to a model that was not there, so it is drawn up alone."""
    key = (model.app_label, model.name_lower)
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in vars(state):  # drawn up already
        state.apps.render_multiple([model])
        state.is_delayed = True


def _to_draw_anew(state: Any, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
    """The model, and those whose tables are made of it; `delay` says that no key changes."""
    state.is_delayed = True
    found: set[Key] = set()
    waiting = [(app_label, model_name)]
    while waiting:
        if (key := waiting.pop()) in found:
            continue
        found.add(key)
        waiting += _heirs(state, key)
        if not delay:
            waiting += _referring(state, key)
    return found


def _referring(state: Any, key: Key) -> list[Key]:
    # `state.relations` knows, but once it was asked, a changed field becomes the last one of its table.
    return [
        other
        for other, model in state.models.items()
        if any(field_references(other, field, key) for field in model.fields.values())
    ]


def _heirs(state: Any, key: Key) -> list[Key]:
    name = ".".join(key)
    return [
        other
        for other, model in state.models.items()
        if any(isinstance(base, str) and base.lower() == name for base in model.bases)
    ]
