"""Making instruments: idempotent by content hash."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.enums import TagKind
from assessments.item_types import REGISTRY, is_graded
from assessments.models import (
    Instrument,
    InstrumentEntry,
    InstrumentSection,
    InstrumentVersion,
    ItemVersion,
)
from assessments.rules.drawing import rule_problem
from assessments.rules.hashing import content_hash
from assessments.services.versions import ensure_version
from lms.core.errors import UserError

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EntrySpec:
    """A question and what a perfect answer earns here; None: what its type gives."""

    item: ItemVersion
    points: float | None = None

    @property
    def worth(self) -> float:
        if not is_graded(self.item.type, self.item.content):
            return 0.0
        if self.points is not None:
            return float(self.points)
        return REGISTRY[self.item.type].max_mark(self.item.content)


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A part of an instrument: all its questions, or `draw` of them by `draw_rule` (`rules.drawing`)."""

    title: Texts
    items: Sequence[ItemVersion | EntrySpec]
    draw: int | None = None
    draw_rule: Mapping[str, Any] = field(default_factory=dict)

    @property
    def entries(self) -> list[EntrySpec]:
        return [one if isinstance(one, EntrySpec) else EntrySpec(one) for one in self.items]

    @property
    def asked(self) -> int:
        return len(self.items) if self.draw is None else self.draw


def ensure_instrument_version(
    *,
    key: str,
    title: Texts,
    intro: Texts,
    minutes: int,
    items: Sequence[ItemVersion | EntrySpec] = (),
    sections: Sequence[SectionSpec] = (),
) -> InstrumentVersion:
    """The version of instrument `key` with exactly these questions in this order.

    Either `items`, which make one section without a title, or `sections`. Raises UserError
    ("bad_section") when a section draws more than it holds or by a rule that cannot be, or gives
    less than nothing for an answer.
    """
    parts = [*sections] or [SectionSpec({}, items)]
    for part in parts:
        _check(part)
    digest = content_hash(title=title, intro=intro, minutes=minutes, sections=[_said(one) for one in parts])
    with transaction.atomic():
        instrument, _created = Instrument.objects.get_or_create(key=key)

        def make(number: int) -> InstrumentVersion:
            version = instrument.versions.create(
                number=number,
                content_hash=digest,
                title=title,
                intro=intro,
                minutes=minutes,
                questions=sum(one.asked for one in parts),
            )
            _add_sections(version, parts)
            return version

        return ensure_version(instrument.versions, digest, make)


def _check(part: SectionSpec) -> None:
    problem = rule_problem(part.draw, part.draw_rule, TagKind.values)
    if part.draw is not None and not 1 <= part.draw <= len(part.items):
        problem = _("A section draws at least one question and no more than it holds.")
    if any(one.worth < 0 for one in part.entries):
        problem = _("A right answer cannot cost points.")
    if problem:
        raise UserError(problem, code="bad_section")


def _said(part: SectionSpec) -> dict[str, Any]:
    return {
        "title": part.title,
        "draw": part.draw,
        "rule": part.draw_rule,
        "items": [[str(one.item.item.uuid), str(one.item.content_hash), one.worth] for one in part.entries],
    }


def _add_sections(version: InstrumentVersion, parts: Iterable[SectionSpec]) -> None:
    entries: list[InstrumentEntry] = []
    for position, part in enumerate(parts, start=1):
        section = InstrumentSection.objects.create(
            version=version,
            position=position,
            title=dict(part.title),
            draw=part.draw,
            draw_rule=dict(part.draw_rule),
        )
        for one in part.entries:
            entries.append(
                InstrumentEntry(
                    version=version,
                    section=section,
                    item_version=one.item,
                    position=len(entries) + 1,
                    points=one.worth,
                )
            )
    InstrumentEntry.objects.bulk_create(entries)
