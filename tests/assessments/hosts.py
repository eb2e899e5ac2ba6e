"""A host whose answers a test sets, in place of the apps above."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from assessments.data import Onward
from assessments.registries import OccasionPeople, Running
from lms.accounts.models import User


@dataclass(eq=False)
class StandIn:
    """Nobody may do anything until a test says so. An answer may be a function of what is asked."""

    takes: object = False
    rates: object = False
    releases: object = False
    marks: object = False
    counts: object = False
    members: Iterable[tuple[int, int]] = ()
    rated: Iterable[User] | QuerySet = ()
    taking_part: OccasionPeople | None = None
    back: str | None = None
    follows: Onward | None = None
    runs: Running | None = None
    known: Iterable[User] = ()
    rule: object = None
    result: object = None

    def may_take(self, user, delivery):
        return _answer(self.takes, user, delivery)

    def running(self, actor, delivery):
        return _answer(self.runs, actor, delivery)

    def known_people(self, actor):
        return User.objects.filter(pk__in=[person.pk for person in self.known])

    def places(self, delivery_ids):
        return dict.fromkeys(delivery_ids, "Grupo uno")

    def may_rate(self, assessor, occasion, subject):
        return _answer(self.rates, assessor, occasion, subject)

    def subjects(self, assessor, occasion):
        if isinstance(self.rated, QuerySet):
            return self.rated
        return User.objects.filter(pk__in=[person.pk for person in self.rated])

    def may_release(self, actor, occasion):
        return _answer(self.releases, actor, occasion)

    def members_of(self, occasions, people):
        return set(self.members)

    def beside(self, occasion):
        return ()

    def may_count(self, actor, occasion):
        return _answer(self.counts, actor, occasion)

    def result_rule(self, occasion):
        return self.rule

    def result_of(self, user, occasion):
        return _answer(self.result, user, occasion)

    def may_mark(self, actor, delivery):
        return _answer(self.marks, actor, delivery)

    def people(self, occasion):
        return self.taking_part

    def return_url(self, user, target):
        return self.back

    def pass_share(self, user, delivery):
        return self.follows.pass_share if self.follows else None

    def onward(self, user, delivery, maximum):
        return self.follows


def _answer(answer, *asked):
    return answer(*asked) if callable(answer) else answer
