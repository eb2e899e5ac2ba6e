"""Migrating an empty database in two thirds of the time; what comes of it is the same.

After each new model Django draws up anew every model that is related to it, by any number of steps: in a
site with pages and users, most of them. Nothing refers to a model that was not there, so drawing up the
new one is enough. The test of upgrades compares a database migrated in this way with one that was not.
"""

import contextlib
import functools
from collections.abc import Iterator
from typing import Any
from unittest import mock

from django.apps import apps
from django.db.migrations.state import ProjectState


@contextlib.contextmanager
def drawing_less() -> Iterator[None]:
    """Migrate quickly meanwhile."""
    # Asked for each key of each model drawn, it looks through all models of the site.
    swappable = functools.cache(apps.get_swappable_settings_name)
    with (
        mock.patch.object(apps, "get_swappable_settings_name", swappable),
        mock.patch.object(ProjectState, "add_model", _add_model),
    ):
        yield


def _add_model(state: Any, model: Any) -> None:
    key = (model.app_label, model.name_lower)
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in vars(state):  # drawn up already
        state.apps.render_multiple([model])
