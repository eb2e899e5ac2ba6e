"""Living through one cohort: tests, lessons, role-plays and evaluations of its people."""

import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from assessments.api import score_rows
from assessments.item_types import REGISTRY
from assessments.models import (
    AnonymousComment,
    AnonymousReceipt,
    AnonymousSheet,
    Attempt,
    AttemptItem,
    Delivery,
    FormTurn,
    InstrumentEntry,
    ItemVersion,
    Response,
    Score,
)
from assessments.models.attempts import packed
from assessments.rules.marking import Question, mark_all
from courses.enums import EnrollmentStatus
from courses.models import Cohort, CohortStep, Enrollment, LessonProgress
from lms.accounts.models import User
from lms.demo import answers
from lms.demo.people import Simulated
from lms.demo.questionnaires import Questionnaires
from lms.demo.role_plays import RolePlays

# Shares of the people who go on, by step; the weaker half of the pre-test leaves more often.
STARTS = 0.95
STAYS_STRONG, STAYS_WEAK = 0.93, 0.81
COACHED, ASSESSED, EVALUATES = 0.8, 0.96, 0.94
PASS = 16
# How far practice is behind the assessed session, how often a second person watches it, and how many of
# those who leave say so.
STILL_LEARNING, SECOND, SAYS_SO = 1.7, 0.25, 0.6


class Simulation:
    """Collects the rows of one cohort and writes them in bulk."""

    def __init__(
        self, rng: random.Random, cohort: Cohort, lesson_ids: Sequence[Any], *, share: float = 1.0
    ) -> None:
        """`share` is how much of the cohort's time has passed: steps beyond it have not happened."""
        self.rng = rng
        self.cohort = cohort
        self.lesson_ids = lesson_ids
        self.share = share
        self.steps = {
            step.key: step
            for step in CohortStep.objects.filter(cohort=cohort).select_related("delivery", "occasion")
        }
        self.start = datetime.combine(cohort.starts_on, time(15), tzinfo=UTC)
        self.days = (cohort.ends_on - cohort.starts_on).days
        test = self.steps["pre-test"].delivery
        self.labels = {form.label: form.instrument_version_id for form in test.forms.order_by("label")}
        self.turns: list[FormTurn] = []
        self.forms = _asked(list(self.labels.values()) or [test.instrument_version_id])
        hard = random.Random(7)  # noqa: S311 - as above: a model, not a secret
        every = {item.id: item.item.topic for items in self.forms.values() for item in items}
        self.difficulties = {
            pk: answers.DIFFICULTY.get(topic, 0.0) + hard.gauss(0, 0.45) for pk, topic in every.items()
        }
        evaluation = self.steps["evaluation"].delivery
        self.opinions = list(
            ItemVersion.objects.filter(entries__version=evaluation.instrument_version_id).order_by(
                "entries__position"
            )
        )
        self.progress: list[LessonProgress] = []
        self.attempts: list[tuple[Attempt, list[tuple[Any, Any, float | None]]]] = []
        self.box: list[AnonymousSheet | AnonymousComment | AnonymousReceipt] = []
        self.role_plays = RolePlays(rng, fresh=share < 1)
        self.questionnaires = Questionnaires(
            rng, self.steps["baseline"].delivery, self.steps["follow-up"].delivery
        )
        self.seen: dict[User, datetime] = {}
        self.left: list[Enrollment] = []

    def live(self, enrollments: Sequence[tuple[Enrollment, Simulated]], trainers: Sequence[User]) -> None:
        """Walk every person along the path as far as they get, then write it all."""
        for number, (enrollment, person) in enumerate(enrollments):
            self._walk(enrollment, person, trainers, number)
        self._write()

    def _done(self, user: User, at: datetime) -> None:
        """Whoever did something had signed in for it."""
        self.seen[user] = max(at, self.seen.get(user, at))

    def _walk(self, enrollment: Enrollment, person: Simulated, trainers: Sequence[User], number: int) -> None:
        rng, user = self.rng, person.user
        sure = person.shown or person.finished
        if rng.random() > STARTS and not sure:
            return
        if at := self.questionnaires.begin(user, person.ability, self._at(0.01), surely=sure):
            self._done(user, at)
        before, after = self._forms_of(user)
        pre = self._test(
            user,
            self.steps["pre-test"].delivery,
            0.02 + 0.08 * rng.random(),
            person.ability,
            0.0,
            form=before,
        )
        stays = rng.random() < (STAYS_STRONG if pre >= 11 else STAYS_WEAK) or person.finished
        read = self._read(person, stays=stays)
        for index, lesson_id in enumerate(self.lesson_ids[:read]):
            at = self._at(0.12 + 0.5 * index / len(self.lesson_ids))
            self.progress.append(LessonProgress(enrollment=enrollment, lesson_id=lesson_id, completed_at=at))
            self._done(user, at - timedelta(minutes=4))
        skill = person.ability + person.gain
        coached = self.steps["coached-role-play"]
        if ((rng.random() < COACHED and read > 4) or person.shown) and _is_held(coached):
            by = trainers if self.share < 1 and rng.random() < SECOND else trainers[:1]
            self.role_plays.rate(user, coached, by, skill - STILL_LEARNING, number, done=person.shown)
        if self.share < 1 or not stays:
            if self.share == 1 and rng.random() < SAYS_SO:
                self._leave(enrollment)
            return
        last = self.steps["post-test"].delivery
        post = self._test(user, last, 0.8, person.ability, person.gain, form=after)
        if post < PASS and (rng.random() < 0.8 or person.finished):
            again = person.gain * 1.5
            self._test(user, last, 0.86, person.ability, again, form=before, attempt=2)
        if rng.random() < ASSESSED or person.finished:
            self.role_plays.rate(
                user, self.steps["assessed-role-play"], trainers[:2], skill, number, done=True
            )
        if rng.random() < EVALUATES or person.finished:
            self._evaluate(user, self.steps["evaluation"].delivery)
        if at := self.questionnaires.come_back(user, skill, surely=person.finished):
            self._done(user, at)

    def _forms_of(self, user: User) -> tuple[int, int]:
        """The forms before and after the course: half begin with the first, as when they are handed out."""
        if not self.labels:
            only = next(iter(self.forms))
            return only, only
        turn = len(self.turns) % len(self.labels)
        label, after = list(self.labels)[turn], list(self.labels)[(turn + 1) % len(self.labels)]
        delivery = self.steps["pre-test"].delivery
        self.turns.append(FormTurn(delivery=delivery, person=user, label=label))
        return self.labels[label], self.labels[after]

    def _read(self, person: Simulated, *, stays: bool) -> int:
        """How many lessons the person has read by now; whoever is shown stands in the middle."""
        every = len(self.lesson_ids)
        read = every if stays else self.rng.randint(0, every - 1)
        if self.share < 1:
            read = min(read, round(self.share * 1.35 * every * self.rng.uniform(0.5, 1.0)))
        return every // 2 if person.shown else read

    def _leave(self, enrollment: Enrollment) -> None:
        enrollment.status = EnrollmentStatus.WITHDRAWN
        enrollment.withdrawn_at = self._at(0.66)
        self.left.append(enrollment)

    def _at(self, share: float) -> datetime:
        """Some moment of the day, between nine and seven in the evening, that far into the cohort."""
        return self.start + timedelta(days=int(self.days * share), minutes=self.rng.randint(0, 600))

    def _test(
        self,
        user: User,
        delivery: Delivery,
        share: float,
        ability: float,
        gain: float,
        *,
        form: int,
        attempt: int = 1,
    ) -> float:
        started = self._at(share)
        given = answers.answer_test(self.rng, self.forms[form], self.difficulties, ability, gain)
        self._done(user, started)
        score = sum(mark for _item, _value, mark in given)
        row = Attempt(
            delivery=delivery,
            instrument_version_id=form,
            user=user,
            number=attempt,
            started_at=started,
            due_at=started + timedelta(minutes=delivery.time_limit or 30),
            submitted_at=started + timedelta(minutes=self.rng.randint(9, 27)),
            epoch=1,
            seed=self.rng.getrandbits(31),
            revision=1,
        )
        self.attempts.append((row, given))
        return score

    def _evaluate(self, user: User, delivery: Delivery) -> None:
        given = answers.opine(self.rng, self.opinions)
        at = self._at(0.9)
        self._done(user, at)
        scale = {str(item.pk): value for item, value in given if REGISTRY[item.type].is_scale}
        self.box += [
            AnonymousReceipt(delivery=delivery, user=user, on=at.date()),
            AnonymousSheet(delivery=delivery, answers=scale),
            *(
                AnonymousComment(delivery=delivery, item_version=item, text=value)
                for item, value in given
                if not REGISTRY[item.type].is_scale and value
            ),
        ]

    def _write(self) -> None:
        for user, at in self.seen.items():
            user.last_login = at
        User.objects.bulk_update(self.seen, ["last_login"], batch_size=100)
        LessonProgress.objects.bulk_create(self.progress, batch_size=500)
        FormTurn.objects.bulk_create(self.turns, batch_size=500)
        Attempt.objects.bulk_create([row for row, _given in self.attempts], batch_size=200)
        Response.objects.bulk_create(
            (
                Response(
                    attempt=row,
                    item_version=item,
                    answer=packed(value),
                    seq=1,
                    saved_at=row.submitted_at,
                    mark=mark,
                )
                for row, given in self.attempts
                for item, value, mark in given
            ),
            batch_size=500,
        )
        AttemptItem.objects.bulk_create(
            (
                AttemptItem(
                    attempt=row,
                    position=position,
                    item_version=item,
                    option_order=[option["key"] for option in item.content["options"]],
                    topic=item.item.topic,
                    points=1.0,
                )
                for row, given in self.attempts
                for position, (item, _value, _mark) in enumerate(given, start=1)
            ),
            batch_size=500,
        )
        Score.objects.bulk_create(
            (score for row, given in self.attempts for score in _scores(row, given)), batch_size=500
        )
        for model in (AnonymousSheet, AnonymousComment, AnonymousReceipt):
            # By their random keys: the order in which they were made is that of the people.
            rows = sorted((row for row in self.box if isinstance(row, model)), key=lambda row: row.key)
            model.objects.bulk_create(rows, batch_size=500)
        self.role_plays.write()
        self.questionnaires.write()
        Enrollment.objects.bulk_update(self.left, ["status", "withdrawn_at"], batch_size=100)


def _is_held(step: CohortStep) -> bool:
    return step.occasion is not None and step.occasion.has_begun


def _asked(version_ids: Sequence[int]) -> dict[int, list[ItemVersion]]:
    """What each form of a test asks, by its version."""
    entries = InstrumentEntry.objects.filter(version_id__in=version_ids).select_related("item_version__item")
    forms: dict[int, list[ItemVersion]] = defaultdict(list)
    for entry in entries.order_by("version_id", "position"):
        forms[entry.version_id].append(entry.item_version)
    return dict(forms)


def _scores(row: Attempt, given: Sequence[tuple[Any, Any, float | None]]) -> list[Score]:
    questions = [Question(item.pk, item.type, item.content, item.item.topic) for item, _value, _mark in given]
    marked = mark_all(questions, {item.pk: value for item, value, _mark in given})
    return score_rows(row, marked, revision=1)
