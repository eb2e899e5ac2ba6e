"""Making a release: what may move on moves on, the rest stays as it was published."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import date_format

from analytics import disclosure
from analytics.disclosure import Group, Published
from analytics.program.selectors import final_targets
from analytics.releases import causes, marks
from analytics.releases.calendar import next_day
from analytics.releases.models import Release, ReleaseMember, ReleaseTable, ReleaseUnit, ReleaseWithdrawal
from courses import api as courses
from courses.data import AFTER, BEFORE, PLAYED, CohortInfo
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import audit, clock
from lms.core.errors import UserError

AUDIENCE = "own_center"
DIMENSIONS = ("sex", "age_band", "job_role")
# What is withheld first where the audit finds that all together tell too much.
WITHHELD_FIRST = ("age_band", "job_role", "sex")
# Beyond this many people the equations take longer than a night; rows of such tables rest on hundreds.
AUDITED = 5_000
FLAGS = ("pre_done", "post_done", "passed", "rated", "competent")

Members = dict[Any, tuple[str, tuple[str, ...]]]
"""By enrollment, (mark, its category in each of `DIMENSIONS`)."""
Place = tuple[int | None, int | None]
"""(cohort, center); without a cohort it is the center's pool."""


@dataclass
class State:
    """What is published of a place: whose results, under which definition, and since which release."""

    members: Members
    definition: Mapping[str, Any]
    release: int


@dataclass
class Draft:
    """A row that is about to be written, with the people in it."""

    unit: ReleaseUnit
    members: Members


@dataclass
class Waiting:
    """People of a center whom none of its units can show, with their rows."""

    facts: list[dict[Any, str]] = field(default_factory=list)
    known: dict[Any, tuple[str, tuple[str, ...], Any]] = field(default_factory=dict)


def publish_when_due() -> int:
    """The daily chore: a release if today is its day, or if there is none yet; how many were made."""
    last = Release.objects.order_by("-number").first()
    if last is not None and clock.today() < last.next_on:
        return 0
    with transaction.atomic():
        _tell(publish())
    return 1


def _tell(made: Release) -> None:
    """A letter without a figure, with the way to those that its reader may see on the day they read it."""
    for role, page in ((Role.CENTER_MANAGER, "center_home"), (Role.PROGRAM_OFFICER, "program_home")):
        for user in accounts.holders_of(role):
            with translation.override(user.language):
                context = {
                    "number": made.number,
                    "next": date_format(made.next_on, "DATE_FORMAT"),
                    "link": accounts.absolute_url(page, language=user.language),
                }
            accounts.queue_letter(user=user, kind="release", cause=f"release-{made.number}", context=context)


def publish() -> Release:
    """Make the next release from what is known this moment."""
    with transaction.atomic():
        return _Making().release()


def withdraw(*, actor: User, release: Release, reason: str) -> ReleaseWithdrawal:
    """Take a release back: its figures are shown no more. Others take their place at the next one only."""
    from django.utils.translation import gettext as _

    if not reason.strip():
        raise UserError(_("Say why the release is withdrawn."))
    with transaction.atomic():
        if ReleaseWithdrawal.objects.filter(release=release).exists():
            raise UserError(_("This release was withdrawn already."))
        found = ReleaseWithdrawal.objects.create(
            release=release, at=clock.now(), by=actor, reason=reason.strip()
        )
        audit.record(actor=actor, action="analytics.withdraw_release", target=release, number=release.number)
    return found


class _Making:
    """One release in the making."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.k = disclosure.minimum(AUDIENCE)
        self.number = (Release.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        self.states = _states()
        self.drafts: list[Draft] = []
        self.trained: set[int] = set()
        self.first_time: dict[str, int] = {}
        self.waiting: dict[int | None, Waiting] = defaultdict(Waiting)
        self.pooled: dict[Any, int | None] = {
            key: place[1] for place, state in self.states.items() if place[0] is None for key in state.members
        }

    def release(self) -> Release:
        infos = courses.cohort_infos_by_id(courses.enrolled_counts())
        for info in sorted(infos.values(), key=lambda one: (one.ends_on, one.id)):
            self._cohort(info)
        self._pools()
        tables = self._tables()
        written = [(one.unit.cohort_id, one.unit.center_id, one.unit.digest) for one in self.drafts]
        definitions = {"targets": final_targets(), "minimum": self.k, "first_time": self.first_time}
        body = [
            self.number,
            written,
            [(one.center_id, one.dimension, one.withheld) for one in tables],
            definitions,
        ]
        made = Release.objects.create(
            number=self.number,
            published_at=self.now,
            data_as_of=self.now,
            next_on=next_day(timezone.localdate(self.now)),
            definitions=definitions,
            digest=hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest(),
        )
        for draft in self.drafts:
            draft.unit.release = made
            draft.unit.save()
            ReleaseMember.objects.bulk_create(
                [
                    ReleaseMember(unit=draft.unit, enrollment_id=key, mark=mark, group="|".join(group))
                    for key, (mark, group) in draft.members.items()
                    if isinstance(key, int)
                ],
                batch_size=2000,
            )
        releases = dict(Release.objects.values_list("number", "pk"))
        for table in tables:
            table.release, table.since_id = made, releases[table.since_id]
        ReleaseTable.objects.bulk_create(tables)
        audit.record(
            actor=None, action="analytics.publish", target=made, number=made.number, units=len(self.drafts)
        )
        return made

    def _cohort(self, info: CohortInfo) -> None:
        from analytics.facts import NOT_YET
        from analytics.selectors.form_links import scales_of
        from analytics.selectors.live_figures import live_figures

        found = courses.cohort_figures(cohort_ids=[info.id])
        finished = {row.user_id for row in found.rows if row.complete} - self.trained
        self.trained |= finished
        self.first_time[str(info.id)] = len(finished)
        scales = scales_of({info.id: info})
        people = live_figures({info.id: info}, found=found, scales=scales).people
        if any((people[step] == NOT_YET).any() for step in (BEFORE, AFTER, PLAYED)):
            return
        definition = {"pass_mark": info.pass_mark, "improved_items": info.improved_items}
        by_center: dict[int | None, list[int]] = defaultdict(list)
        for place, row in enumerate(found.rows):
            by_center[row.center_id].append(place)
        for center, places in by_center.items():
            known = {}
            for place in places:
                facts = marks.facts_of(people[place])
                if marks.has_results(facts):
                    known[found.rows[place].enrollment_id] = (
                        marks.write(facts),
                        _groups(people[place]),
                        people[place],
                    )
            self._unit(info, center, known, definition, found, people, scales, places)

    def _unit(
        self,
        info: CohortInfo,
        center: int | None,
        known: Mapping[int, tuple[str, tuple[str, ...], Any]],
        definition: Mapping[str, Any],
        found: Any,
        people: Any,
        scales: Any,
        places: list[int],
    ) -> None:
        from analytics.selectors.kept_figures import packed
        from analytics.selectors.live_figures import ratings_of, topics_of

        state = self.states.get((info.id, center))
        own = {key: one[0] for key, one in known.items() if key not in self.pooled}
        for key in known:
            if key in self.pooled:
                self.waiting[self.pooled[key]].known[key] = known[key]
        before = None if state is None else {key: one[0] for key, one in state.members.items()}
        step = disclosure.advance(before, own, k=self.k, enrolled=len(places), closed=True)
        members = set(step.members)
        left = {key: mark for key, mark in own.items() if key not in members}
        if left:
            self.waiting[center].facts.append(left)
            self.waiting[center].known.update({key: known[key] for key in left})
        if not step.moves:
            return
        scores = [found.scores[place] for place in places if found.rows[place].enrollment_id in members]
        rated = ratings_of({info.id: info}, scores, found.ratings).get(info.id)
        rows = people[places].copy()
        blank(rows, [found.rows[place].enrollment_id not in members for place in places])
        unit = ReleaseUnit(
            cohort_id=info.id,
            center_id=center,
            people=len(members),
            changed=step.changed,
            definition=dict(definition),
            columns=packed(_in_no_order(rows)),
            topics={
                topic: list(one)
                for topic, one in topics_of({info.id: info}, scores, found.topics, scales)
                .get(info.id, {})
                .items()
            },
            ratings=list(rated or (0, {})),
            causes=causes.causes(
                before,
                own,
                was=definition if state is None else state.definition,
                is_=definition,
                enrolled_later=self._enrolled_later(info.id) if before is not None else (),
            ),
        )
        self._add(unit, {key: known[key][:2] for key in members})

    def _enrolled_later(self, cohort_id: int) -> set[int]:
        """Who came into the cohort after the last release."""
        last = Release.objects.order_by("-number").first()
        found = courses.enrollment_infos(cohort_ids=[cohort_id])
        return {one.id for one in found if last is not None and one.enrolled_at > last.data_as_of}

    def _pools(self) -> None:
        from analytics.facts import EXEMPT, people_of
        from analytics.selectors.kept_figures import packed
        from courses.data import STOOD

        units = {place[1] for place in self.states if place[0] is not None}
        units |= {draft.unit.center_id for draft in self.drafts}
        for center in sorted(self.waiting, key=lambda one: (one is None, one or 0)):
            own, state = self.waiting[center], self.states.get((None, center))
            before = None if state is None else {key: one[0] for key, one in state.members.items()}
            still = {key: own.known[key][0] for key in before or {} if key in own.known}
            step = disclosure.pooled(before, own.facts, still, k=self.k, alone=center not in units)
            if not step.moves:
                continue
            people = people_of([own.known[key][2].item() for key in step.members])
            # They stand in their cohorts' rows with each step; here are their results.
            for name in STOOD:
                if name not in (BEFORE, AFTER):
                    people[name] = EXEMPT
            unit = ReleaseUnit(
                cohort=None,
                center_id=center,
                people=len(step.members),
                changed=step.changed,
                columns=packed(_in_no_order(people)),
                causes={causes.OTHER: {"people": step.changed}},
            )
            self._add(unit, {key: own.known[key][:2] for key in step.members})

    def _add(self, unit: ReleaseUnit, members: Members) -> None:
        body = [unit.cohort_id, unit.center_id, unit.definition, unit.topics, unit.ratings]
        unit.digest = hashlib.sha256(
            json.dumps(body, sort_keys=True).encode() + bytes(unit.columns)
        ).hexdigest()
        self.drafts.append(Draft(unit, members))

    def _tables(self) -> list[ReleaseTable]:
        """As of which release each center's breakdowns, and the program's, stand from now on."""
        after = dict(self.states)
        for draft in self.drafts:
            place = draft.unit.cohort_id, draft.unit.center_id
            after[place] = State(draft.members, draft.unit.definition, self.number)
        last = {
            (one.center_id, one.dimension): one.since.number
            for one in ReleaseTable.objects.filter(release__number=self.number - 1).select_related("since")
        }
        touched = {draft.unit.center_id for draft in self.drafts}
        history = _history() if touched else {}
        found = []
        for center in [*sorted({place[1] for place in after if place[1] is not None}), None]:
            mine = {place: state for place, state in after.items() if center is None or place[1] == center}
            changed = center is None or center in touched
            since = {}
            for at, dimension in enumerate(DIMENSIONS):
                earlier = last.get((center, dimension))
                stays = earlier is not None and not (
                    changed and bool(touched) and self._moves(mine, history, earlier, at, center)
                )
                since[dimension] = earlier if stays and earlier is not None else self.number
            away = self._withheld(mine, history, center) if changed and touched else frozenset()
            for dimension, number in since.items():
                found.append(
                    ReleaseTable(
                        center_id=center,
                        dimension=dimension,
                        since_id=number,  # the number for now; its row comes with the release
                        withheld=dimension in away,
                    )
                )
        return found

    def _moves(
        self, mine: Mapping[Place, State], history: Any, earlier: int, at: int, center: int | None
    ) -> bool:
        before = {
            key: (group[at], mark)
            for place, states in history.items()
            if (center is None or place[1] == center) and (known := _as_of(states, earlier)) is not None
            for key, (mark, group) in known.members.items()
        }
        now = {
            key: (group[at], mark) for state in mine.values() for key, (mark, group) in state.members.items()
        }
        return disclosure.rows_move(before, now, k=self.k)

    def _withheld(self, mine: Mapping[Place, State], history: Any, center: int | None) -> frozenset[str]:
        """The breakdowns that go, in their fixed order, until all releases together tell nothing."""
        if sum(len(state.members) for state in mine.values()) > AUDITED:
            return frozenset()
        away: list[str] = []
        order = list(WITHHELD_FIRST)
        while self._tells(mine, history, center, [one for one in DIMENSIONS if one not in away]) and order:
            away.append(order.pop(0))
        return frozenset(away)

    def _tells(
        self, mine: Mapping[Place, State], history: Any, center: int | None, dimensions: list[str]
    ) -> bool:
        if not dimensions:
            return False
        floor = disclosure.unanimous_floor(AUDIENCE)
        states = [
            {place: state for place, all_ in history.items() if (center is None or place[1] == center)
             and (state := _as_of(all_, number)) is not None}
            for number in range(1, self.number)
        ]  # fmt: skip
        for measure in marks.MEASURES:
            figures: list[Published] = []
            for current in (*states, mine):
                figures += _shown(current, measure, dimensions, floor=floor, k=self.k)
            if disclosure.audit(figures, k=self.k, floor=floor):
                return True
        return False


def blank(people: Any, rows: Iterable[bool]) -> None:
    """Take the results out of some rows: those people are enrolled, and no figure rests on them."""
    import numpy as np

    out = np.fromiter(rows, dtype=bool, count=len(people))
    for name in ("pre", "post"):
        people[name][out] = np.nan
    for name in FLAGS:
        people[name][out] = False


def _in_no_order(people: Any) -> Any:
    """The rows by their content, so that their places say nothing of whose they are."""
    import numpy as np

    return people[np.argsort(np.array([row.tobytes() for row in people], dtype=object), kind="stable")]


def _groups(row: Any) -> tuple[str, ...]:
    return tuple(row[name].decode() for name in DIMENSIONS)


def _states() -> dict[Place, State]:
    """What is published now, by place."""
    return {place: states[-1] for place, states in _history().items()}


def _history() -> dict[Place, list[State]]:
    """What was published of each place, release by release."""
    rows = ReleaseUnit.objects.order_by("release__number").values(
        "pk", "cohort_id", "center_id", "definition", "release__number"
    )
    members: dict[int, Members] = defaultdict(dict)
    people = ReleaseMember.objects.order_by("unit_id", "pk").values_list(
        "unit_id", "pk", "enrollment_id", "mark", "group"
    )
    for unit, pk, enrollment, mark, group in people.iterator(chunk_size=5000):
        # Somebody who was erased is nobody that could be found again, and has gone since.
        key = ("gone", pk) if enrollment is None else enrollment
        members[unit][key] = (mark, tuple(group.split("|")) if group else ("",) * len(DIMENSIONS))
    found: dict[Place, list[State]] = defaultdict(list)
    for row in rows:
        state = State(members[row["pk"]], row["definition"], row["release__number"])
        found[row["cohort_id"], row["center_id"]].append(state)
    return found


def _as_of(states: list[State], number: int) -> State | None:
    return next((one for one in reversed(states) if one.release <= number), None)


def _shown(
    current: Mapping[Place, State], measure: str, dimensions: list[str], *, floor: int, k: int
) -> list[Published]:
    """The counts of one measure that a release shows: of each cohort, of all, of the rows of each table."""
    parts: dict[Place, dict[Any, tuple[int, tuple[str, ...]]]] = {}
    for place, state in current.items():
        definition = state.definition or {"improved_items": 0}
        own = {}
        for key, (mark, group) in state.members.items():
            if mark:
                count, base = marks.counts(marks.read(mark), definition)[measure]
                if base:
                    own[key, mark] = count, group
        if place[0] is not None or len(state.members) >= floor:
            parts[place] = own
    everybody = {key: one for own in parts.values() for key, one in own.items()}
    sets = [*parts.values(), everybody]
    for dimension in dimensions:
        at = DIMENSIONS.index(dimension)
        rows: dict[str, dict[Any, tuple[int, tuple[str, ...]]]] = defaultdict(dict)
        for key, (count, group) in everybody.items():
            rows[group[at]][key] = count, group
        ladder = disclosure.LADDERS[dimension]
        groups = [Group(label, len(own), ((0, len(own)),)) for label, own in sorted(rows.items())]
        table = disclosure.breakdown(
            ladder, groups, step=disclosure.choose(ladder, [groups], k=k), k=k, floor=floor
        )
        for line in table.lines if table else ():
            if not line.hidden:
                sets.append(
                    {key: one for label in line.label for key, one in rows.get(str(label), {}).items()}
                )
    return [
        Published(frozenset(own), sum(count for count, _group in own.values()))
        for own in sets
        if len(own) >= floor
    ]
