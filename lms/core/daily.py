"""What clocks must do, once a day: every app names its chores in its `wiring.py`."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from lms.core import audit

Chore = Callable[[], int | None]
logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """One chore. It runs in a transaction of its own unless it makes its own (`atomic=False`)."""

    run: Chore
    atomic: bool = True


@dataclass(slots=True)
class Outcome:
    """What a run did: a count by chore, and the error of each chore that failed, in a word."""

    counts: dict[str, int] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


chores: dict[str, Part] = {}


def register_chore(name: str, run: Chore, *, atomic: bool = True) -> None:
    """Add a chore, "app.what"; `run` returns how many rows it dealt with (none when
    it is run again), or nothing."""
    chores[name] = Part(run, atomic)


def kept(what: str) -> timedelta:
    """How long `what` is kept (`RETENTION_DAYS`)."""
    return timedelta(days=settings.RETENTION_DAYS[what])


def run_chores(parts: Mapping[str, Part] | None = None) -> Outcome:
    """Run every chore, by name; one that fails does not stop the others. The log says what was done."""
    outcome = Outcome()
    for name, part in sorted((chores if parts is None else parts).items()):
        try:
            outcome.counts[name] = _run(part)
        except Exception as error:  # whatever it is, the others must run
            logger.exception("The daily chore %s failed", name)
            outcome.failed[name] = type(error).__name__
    with transaction.atomic():
        audit.record(actor=None, action="core.daily", counts=outcome.counts, failed=outcome.failed)
    return outcome


def _run(part: Part) -> int:
    if not part.atomic:
        return part.run() or 0
    with transaction.atomic():
        return part.run() or 0
