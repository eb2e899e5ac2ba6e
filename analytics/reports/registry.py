"""The reports that there are: each is one module in `analytics/reports/pages`, found by its name.

Only `run` calls what a report builds, and gives it on protected.
"""

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.utils.translation import gettext_lazy as _

from analytics.reports import pages
from analytics.reports.document import Document, Text
from analytics.reports.protection import protect
from analytics.selectors.scopes import Scope
from lms.accounts.models import User


class UnknownChoice(LookupError):
    """People were asked for that the report does not offer."""


@dataclass(frozen=True)
class Asked:
    """Who asks for what. Without a `user` it is whoever runs the server, on the command line.

    `filters` has values for some of the report's own filters; an empty one is as good as none. `scope` is
    whom the user may read about, where it was read already.
    """

    user: User | None = None
    filters: Mapping[str, str] = field(default_factory=dict)
    scope: Scope | None = None

    def get(self, name: str) -> str:
        """The value of a filter; empty where it is not asked for."""
        return self.filters.get(name, "")


@dataclass(frozen=True)
class Report:
    """A report: who may read it, under which rule for small groups, by what it can be cut, how it is built.

    `build` gives a document of measures, or None where there is nobody to report on; it raises
    `UnknownChoice` for people that the reader may not ask about. `empty` is said where there is nobody,
    with the way to `home`: the name and the words of the page that the report belongs to. The address of that
    page needs the filters named in `home_of`.

    With `holds` it has people's names, so it is taken as a file and never drawn as a page: the page says what
    the file holds, and `about` whom it is about. Each time it is taken is written to the log.
    """

    key: str
    title: Text
    rule: Callable[[User], bool]
    audience: str
    build: Callable[[Asked], Document | None]
    filters: tuple[str, ...] = ()
    empty: tuple[Text, Text] = (
        _("Nobody is enrolled yet"),
        _("When people are in a cohort, their figures appear here."),
    )
    home: tuple[str, Text] | None = None
    home_of: tuple[str, ...] = ()
    holds: Sequence[Text] = ()
    about: Callable[[Asked], Sequence[Text]] | None = None


@cache
def keys() -> tuple[str, ...]:
    """The keys of all reports."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(pages.__path__)))


def report(key: str) -> Report | None:
    """The report of that key; its module, with the statistics it needs, is loaded by whoever asks first."""
    if key not in keys():
        return None
    found: Report = import_module(f"{pages.__name__}.{key}").REPORT
    return found


def run(found: Report, asked: Asked) -> Document | None:
    """The document, as far as the report's audience may see it.

    Raises UnknownChoice, also for a filter that the report does not have.
    """
    if any(value and name not in found.filters for name, value in asked.filters.items()):
        raise UnknownChoice
    draft = found.build(asked)
    return None if draft is None else protect(draft, found.audience)
