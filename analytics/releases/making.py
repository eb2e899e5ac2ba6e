"""One release in the making: which people of which place are shown from now on, and the rest that waits."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from analytics import disclosure
from analytics.program.selectors import final_targets
from analytics.releases import causes, marks
from analytics.releases.calendar import next_day
from analytics.releases.clients import ClientsMaking
from analytics.releases.follow_ups import FollowUpsMaking
from analytics.releases.forms import FORM
from analytics.releases.models import (
    Release,
    ReleaseMember,
    ReleaseParticipation,
    ReleaseTable,
    ReleaseUnit,
)
from analytics.releases.rows import (
    blank,
    blank_measure,
    groups,
    in_no_order,
    packed,
    without_results,
)
from analytics.releases.states import AUDIENCE, Members, State, history
from analytics.releases.supervised import SupervisedMaking
from analytics.releases.tables import Breakdowns
from courses import api as courses
from courses.data import AFTER, BEFORE, PLAYED, CohortInfo
from lms.core import audit, clock


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


class Making:
    """One release in the making."""

    def __init__(self) -> None:
        self.now = clock.now()
        self.k = disclosure.minimum(AUDIENCE)
        self.number = (Release.objects.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        self.history = history()
        self.states = {place: states[-1] for place, states in self.history.items()}
        self.drafts: list[Draft] = []
        self.follow_ups = FollowUpsMaking(self.k)
        self.supervised = SupervisedMaking(self.k)
        self.clients = ClientsMaking(self.k)
        self.trained: set[int] = set()
        self.first_time: dict[str, int] = {}
        self.standing: list[Any] = []
        self.links: dict[str, list[Any]] = {}
        self.waiting: dict[int | None, Waiting] = defaultdict(Waiting)
        self.pooled: dict[Any, int | None] = {
            key: place[1] for place, state in self.states.items() if place[0] is None for key in state.members
        }

    def release(self) -> Release:
        infos = courses.cohort_infos_by_id(courses.enrolled_cohort_ids())
        for info in sorted(infos.values(), key=lambda one: (one.ends_on, one.id)):
            self._cohort(info)
        self._pools()
        self.follow_ups.pools()
        self.supervised.finish(self.follow_ups)
        tables = self._tables()
        written = [(one.unit.cohort_id, one.unit.center_id, one.unit.digest) for one in self.drafts]
        took_part = self._participation(infos)
        definitions = {
            "targets": final_targets(),
            "minimum": self.k,
            "first_time": self.first_time,
            "links": self.links,
        }
        body = [
            self.number,
            written,
            [(one.center_id, one.dimension, one.withheld) for one in tables],
            definitions,
            hashlib.sha256(took_part.columns).hexdigest(),
            took_part.sheets,
            self.follow_ups.digests(),
            self.supervised.digests(),
            self.clients.digests(),
        ]
        made = Release.objects.create(
            number=self.number,
            published_at=self.now,
            data_as_of=self.now,
            next_on=next_day(timezone.localdate(self.now)),
            definitions=definitions,
            digest=hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest(),
        )
        took_part.release = made
        took_part.save()
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
        self.follow_ups.save(made)
        self.supervised.save(made)
        self.clients.save(made)
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
        self.standing.append(without_results(people))
        self.follow_ups.cohort(info, found.rows)
        self.supervised.cohort(info, found.rows)
        self.links |= {
            str(key): [scale.whole.method, scale.whole.n, scale.whole.reason]
            for key, scale in scales.of_cohort.items()
        }
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
                        groups(people[place]),
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
        from analytics.selectors.live_figures import ratings_of, topics_of

        state = self.states.get((info.id, center))
        free = {key: one[0] for key, one in known.items() if key not in self.pooled}
        for key in known:
            if key in self.pooled:
                self.waiting[self.pooled[key]].known[key] = known[key]
        before = None if state is None else {key: one[0] for key, one in state.members.items()}
        # A measure of few would be told by the cumulative figure less those of the other units.
        own, out = marks.fitting(before or {}, free, 2 * self.k)
        step = disclosure.advance(before, own, k=self.k, enrolled=len(places), closed=True)
        if step.moves and marks.uneven(before or {}, own, 2 * self.k):
            step = disclosure.wait(before, step)
        members = set(step.members)
        left = {key: mark for key, mark in free.items() if key not in members}
        if left:
            self.waiting[center].facts.append(left)
            self.waiting[center].known.update({key: known[key] for key in left})
        if not step.moves:
            return
        keys = [found.rows[place].enrollment_id for place in places]
        rated = ratings_of(
            {info.id: info}, self._scores(found, places, members - out["S1"]), found.ratings
        ).get(info.id)
        topics = topics_of(
            {info.id: info}, self._scores(found, places, members - out["K1"]), found.topics, scales
        ).get(info.id, {})
        rows = people[places].copy()
        blank(rows, [key not in members for key in keys])
        for measure, them in out.items():
            blank_measure(rows, measure, [key in them for key in keys])
        unit = ReleaseUnit(
            cohort_id=info.id,
            center_id=center,
            people=len(members),
            changed=step.changed,
            definition=dict(definition),
            columns=packed(in_no_order(rows)),
            topics={topic: list(one) for topic, one in topics.items()},
            ratings=list(rated or (0, {})),
            causes=causes.causes(
                before,
                own,
                was=definition if state is None else state.definition,
                is_=definition,
                enrolled_later=self._enrolled_later(info.id) if before is not None else (),
            ),
        )
        self._add(unit, {key: (own[key], known[key][1]) for key in members})

    def _scores(self, found: Any, places: list[int], keys: Collection[Any]) -> list[Any]:
        return [found.scores[place] for place in places if found.rows[place].enrollment_id in keys]

    def _participation(self, infos: Mapping[int, CohortInfo]) -> ReleaseParticipation:
        from analytics.facts import together

        last = ReleaseParticipation.objects.order_by("-release__number").first()
        columns = packed(in_no_order(together(self.standing)))
        sheets = self._sheets(infos, last.sheets if last else {})
        return ReleaseParticipation(columns=columns, sheets=sheets, form=FORM)

    def _sheets(self, infos: Mapping[int, CohortInfo], last: Mapping[str, int]) -> dict[str, int]:
        """By cohort, on how many anonymous sheets its opinions rest from now on.

        They move on by no fewer than twice the minimum, as results do. Their mean is read out of the ballot
        box, as long as there is this number of sheets in it.
        """
        from analytics.selectors.figures import opinions_of

        found = {}
        for cohort, values in opinions_of(infos).items():
            before = last.get(str(cohort), 0)
            step = 2 * self.k if before else self.k
            found[str(cohort)] = len(values) if abs(len(values) - before) >= step else before
        return found

    def _enrolled_later(self, cohort_id: int) -> set[int]:
        """Who came into the cohort after the last release."""
        last = Release.objects.order_by("-number").first()
        found = courses.enrollment_infos(cohort_ids=[cohort_id])
        return {one.id for one in found if last is not None and one.enrolled_at > last.data_as_of}

    def _pools(self) -> None:
        from analytics.facts import EXEMPT, people_of
        from courses.data import STOOD

        units = {place[1] for place in self.states if place[0] is not None}
        units |= {draft.unit.center_id for draft in self.drafts}
        for center in sorted(self.waiting, key=lambda one: (one is None, one or 0)):
            own, state = self.waiting[center], self.states.get((None, center))
            before = None if state is None else {key: one[0] for key, one in state.members.items()}
            still = {key: own.known[key][0] for key in before or {} if key in own.known}
            now = {key: mark for each in (*own.facts, still) for key, mark in each.items()}
            out: dict[str, frozenset[Any]] = {}
            if center in units:  # else it is part of no sum
                now, out = marks.fitting(before or {}, now, 2 * self.k)
                if marks.uneven(before or {}, now, 2 * self.k):
                    continue
            step = disclosure.pooled(before, [now], {}, k=self.k, alone=center not in units)
            if not step.moves:
                continue
            people = people_of([own.known[key][2].item() for key in now])
            for measure, them in out.items():
                blank_measure(people, measure, [key in them for key in now])
            # They stand in their cohorts' rows with each step; here are their results.
            for name in STOOD:
                if name not in (BEFORE, AFTER):
                    people[name] = EXEMPT
            unit = ReleaseUnit(
                cohort=None,
                center_id=center,
                people=len(step.members),
                changed=step.changed,
                columns=packed(in_no_order(people)),
                causes={causes.OTHER: {"people": step.changed}},
            )
            self._add(unit, {key: (mark, own.known[key][1]) for key, mark in now.items()})

    def _add(self, unit: ReleaseUnit, members: Members) -> None:
        unit.form = FORM
        body = [unit.cohort_id, unit.center_id, unit.definition, unit.topics, unit.ratings]
        unit.digest = hashlib.sha256(
            json.dumps(body, sort_keys=True).encode() + bytes(unit.columns)
        ).hexdigest()
        self.drafts.append(Draft(unit, members))

    def _tables(self) -> list[ReleaseTable]:
        after = dict(self.states)
        for draft in self.drafts:
            place = draft.unit.cohort_id, draft.unit.center_id
            after[place] = State(draft.members, draft.unit.definition, self.number)
        touched = {draft.unit.center_id for draft in self.drafts}
        return Breakdowns(self.number, self.k).rows(self.history, after, touched)
