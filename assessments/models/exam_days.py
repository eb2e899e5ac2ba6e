"""A day on which many people are assessed: its plan, and who came."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import DayState, Presence, SlotOutcome
from assessments.models.occasions import Occasion, RoleCast
from assessments.models.rating_cases import RatingCase
from assessments.models.scenarios import ScenarioVersion
from assessments.rules.exam_days import Minutes, Phases, phases
from lms.core.models import PublicModel


class ExamDay(PublicModel):
    """A day of assessed role-plays in rounds and rooms. PII: none.

    No rating needs one. On each of its occasions each person has one case, and the plan says where and
    when it is played. `planning` is the state of the work that makes the plan, `planning_note` what came
    of it.
    """

    name = models.CharField(_("name"), max_length=120)
    occasions = models.ManyToManyField(Occasion, verbose_name=_("occasions"), related_name="exam_days")
    scenario_versions = models.ManyToManyField(
        ScenarioVersion, verbose_name=_("scenarios"), related_name="exam_days", blank=True
    )
    starts_at = models.DateTimeField(_("starts"))
    state = models.CharField(_("status"), max_length=10, choices=DayState, default=DayState.PLAN)
    reading_minutes = models.PositiveSmallIntegerField(_("minutes of reading"), default=10)
    play_minutes = models.PositiveSmallIntegerField(_("minutes of playing"), default=30)
    marking_minutes = models.PositiveSmallIntegerField(_("minutes of marking"), default=10)
    change_minutes = models.PositiveSmallIntegerField(_("minutes between rounds"), default=5)
    rest_every = models.PositiveSmallIntegerField(_("rounds until a rest"), default=5)
    rest_minutes = models.PositiveSmallIntegerField(_("minutes of a rest"), default=20)
    per_case = models.PositiveSmallIntegerField(_("assessors of each person"), default=2)
    planning = models.CharField(max_length=10, blank=True)
    planning_note = models.TextField(blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "id"]
        verbose_name = _("exam day")
        verbose_name_plural = _("exam days")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DayState.values), name="day_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=DayState.CLOSED, closed_at__isnull=False)
                | (~Q(state=DayState.CLOSED) & Q(closed_at__isnull=True)),
                name="closed_day_has_its_moment",
            ),
            models.CheckConstraint(condition=Q(per_case__gte=1), name="day_has_assessors_per_case"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def minutes(self) -> Minutes:
        return Minutes(self.reading_minutes, self.play_minutes, self.marking_minutes, self.change_minutes)

    @property
    def is_plan(self) -> bool:
        """Only whoever leads the day knows of it yet."""
        return self.state == DayState.PLAN

    @property
    def is_open(self) -> bool:
        """People know when they are on, and things happen."""
        return self.state == DayState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == DayState.CLOSED


class DayAssessor(models.Model):
    """Somebody who can be planned as an assessor of a day. PII: who assesses when.

    `declared_at`: when they said whom they know, be it nobody.
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="assessor_links")
    assessor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="exam_days")
    declared_at = models.DateTimeField(_("acquaintances declared"), null=True, blank=True)

    class Meta:
        ordering = ["day_id", "id"]
        verbose_name = _("assessor of an exam day")
        verbose_name_plural = _("assessors of exam days")
        constraints = [
            models.UniqueConstraint(fields=["day", "assessor"], name="one_link_per_day_and_assessor"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.assessor_id}"


class DayMarshal(models.Model):
    """Somebody who checks people in at the door of a day, and does nothing else there. PII: who does."""

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="marshal_links")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="doors")

    class Meta:
        ordering = ["day_id", "id"]
        verbose_name = _("person at the door of an exam day")
        verbose_name_plural = _("people at the doors of exam days")
        constraints = [
            models.UniqueConstraint(fields=["day", "person"], name="one_marshal_link_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.person_id}"


class Room(PublicModel):
    """A room of a day; with a scenario only that one is played there. PII: none, but for the cast.

    `cast` are the people who play the roles there all day, unless a slot says otherwise.
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="rooms")
    position = models.PositiveSmallIntegerField(_("position"))
    name = models.CharField(_("name"), max_length=60)
    scenario_version = models.ForeignKey(
        ScenarioVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    cast = models.ManyToManyField(RoleCast, verbose_name=_("role-players"), related_name="rooms", blank=True)

    class Meta:
        ordering = ["day_id", "position"]
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        constraints = [
            models.UniqueConstraint(fields=["day", "name"], name="one_room_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Round(models.Model):
    """A time at which all rooms play, or rest. PII: none."""

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("number"))
    starts_at = models.DateTimeField(_("starts"))
    is_rest = models.BooleanField(_("rest"), default=False)

    class Meta:
        ordering = ["day_id", "number"]
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        constraints = [
            models.UniqueConstraint(fields=["day", "number"], name="one_round_of_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}/{self.number}"


class Slot(PublicModel):
    """Where and when a case is played. PII: who is where when.

    Ratings never point at it: a slot may move while devices are offline, and a sheet belongs to a case
    and an assessor. A slot with an outcome stays as it was; the case may then get another one.
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="slots")
    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="slots")
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="slots")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="slots")
    cast = models.ManyToManyField(RoleCast, verbose_name=_("role-players"), related_name="slots", blank=True)
    delay_minutes = models.PositiveSmallIntegerField(_("minutes late"), default=0)
    outcome = models.CharField(_("outcome"), max_length=10, choices=SlotOutcome, blank=True)
    reason = models.TextField(_("reason"), blank=True)

    class Meta:
        ordering = ["day_id", "round_id", "room_id", "id"]
        verbose_name = _("slot")
        verbose_name_plural = _("slots")
        constraints = [
            models.UniqueConstraint(
                fields=["room", "round"], condition=Q(outcome=""), name="one_case_per_room_and_round"
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(outcome=""), name="one_slot_ahead_per_case"),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=SlotOutcome.values), name="slot_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.round_id}: {self.case_id}"

    @property
    def phases(self) -> Phases:
        """When its parts begin; the day and the round must be at hand."""
        delay = timedelta(minutes=self.delay_minutes)
        return phases(self.round.starts_at + delay, self.day.minutes)


class CheckIn(PublicModel):
    """A person who is assessed on a day: their code word, and whether they came. PII: who came when.

    That a credential was seen is kept, nothing that stands on it. `seq` numbers what was said of them at
    doors, `devices` the last of it by device (`rules.sheet_edits`).
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="check_ins")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="check_ins")
    code_word = models.CharField(_("code word"), max_length=30)
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, default=Presence.EXPECTED)
    late = models.BooleanField(_("late"), default=False)
    credential_seen = models.BooleanField(_("credential seen"), default=False)
    at = models.DateTimeField(_("at"), null=True, blank=True)
    seq = models.PositiveBigIntegerField(default=0)
    devices = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["day_id", "id"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.UniqueConstraint(fields=["day", "person"], name="one_check_in_per_person"),
            models.UniqueConstraint(fields=["day", "code_word"], name="one_code_word_per_day"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="presence_is_known"),
        ]

    def __str__(self) -> str:
        return self.code_word


class Acquaintance(models.Model):
    """An assessor's word that they know somebody, and so do not rate them. PII: who knows whom."""

    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="acquaintances"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="known_to")
    declared_at = models.DateTimeField(_("declared"))

    class Meta:
        ordering = ["assessor_id", "person_id"]
        verbose_name = _("acquaintance")
        verbose_name_plural = _("acquaintances")
        constraints = [
            models.UniqueConstraint(fields=["assessor", "person"], name="one_acquaintance_per_pair"),
            models.CheckConstraint(condition=~Q(assessor=F("person")), name="nobody_knows_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id}: {self.person_id}"


class PlanAcceptance(models.Model):
    """A person's word that they read and accept how and when they are assessed. PII: that they did.

    `video`: whether they may be recorded; None until they said so, and a no has no cost.
    """

    day = models.ForeignKey(ExamDay, on_delete=models.CASCADE, related_name="acceptances")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plan_acceptances"
    )
    video = models.BooleanField(_("may be recorded"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"))

    class Meta:
        ordering = ["day_id", "id"]
        verbose_name = _("acceptance of a plan")
        verbose_name_plural = _("acceptances of plans")
        constraints = [
            models.UniqueConstraint(fields=["day", "person"], name="one_acceptance_per_person"),
        ]

    def __str__(self) -> str:
        return f"{self.day_id}: {self.person_id}"
