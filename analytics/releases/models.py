"""What was published when. All of it is written once; only who a result belongs to can be forgotten."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lms.core.composed import Composed
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class Release(FrozenRow, PublicModel):
    """One publication: its number stands on everything that is printed of it. PII: none.

    `data_as_of` is the moment of the newest data in it, `next_on` the day that was announced for the next
    one, `digest` the SHA-256 over its units, tables and definitions.
    """

    number = models.PositiveIntegerField(_("number"), unique=True)
    published_at = models.DateTimeField(_("date of publication"))
    data_as_of = models.DateTimeField(_("data as of"))
    next_on = models.DateField(_("next publication"))
    definitions = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["-number"]
        verbose_name = _("release of figures")
        verbose_name_plural = _("releases of figures")
        constraints = [NeverChanged(name="release_frozen")]

    def __str__(self) -> str:
        return str(self.number)


_LATEST = Composed(
    lambda: (
        Release.objects.select_related("withdrawal", "participation")
        .defer("participation__columns")
        .order_by("-number")[:1]
    )
)


def latest() -> Release | None:
    """The last release, withdrawn or not."""
    return next(iter(_LATEST()), None)


def is_withdrawn(release: Release) -> bool:
    """Whether its figures were taken back."""
    return hasattr(release, "withdrawal")


class ReleaseWithdrawal(FrozenRow, PublicModel):
    """A release that was taken back, and why: its figures are shown no more, and none in their place.

    PII: who took it back.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField(_("withdrawn"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"))

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name = _("withdrawal of a release")
        verbose_name_plural = _("withdrawals of releases")
        constraints = [NeverChanged(name="release_withdrawal_frozen", may_change=("by",))]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.reason[:40]}"


class ReleaseUnit(FrozenRow, models.Model):
    """The figures of one cohort's people of one center, from this release until there is a later row.

    Without a cohort it is the center's pool: people whom no unit can show, who count in the cumulative
    figure alone. `columns` are people without names in no order of theirs (`analytics.facts.PERSON`,
    packed); `people` of them have results in it. `causes` say by how many people, and by what in count and
    base of each indicator, it differs from the row before. `form` says how all of it, members included, is
    stored (`analytics.releases.forms`).
    PII: facts and scores of people who are not named, which can be told apart in a small cohort.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="units")
    cohort = models.ForeignKey("courses.Cohort", null=True, on_delete=models.PROTECT, related_name="+")
    center = models.ForeignKey("accounts.Center", null=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    definition = models.JSONField(default=dict)
    columns = models.BinaryField()
    topics = models.JSONField(default=dict)
    ratings = models.JSONField(default=list)
    causes = models.JSONField(default=dict)
    form = models.PositiveSmallIntegerField(default=1)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["release_id", "id"]
        verbose_name = _("published figures of a cohort")
        verbose_name_plural = _("published figures of cohorts")
        constraints = [
            models.UniqueConstraint(fields=["release", "cohort", "center"], name="one_unit_per_release"),
            NeverChanged(name="release_unit_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.cohort_id}/{self.center_id}"


class ReleaseParticipation(FrozenRow, models.Model):
    """Who took part as of a release: everybody enrolled, how they stand with each step, and no result.

    `columns` are people without names in no order of theirs (`analytics.facts.PERSON`, packed). `sheets` has
    by cohort how many anonymous sheets its published opinions rest on. The sheets themselves are never
    copied: a copy beside the ballot box would tell which of them came since. `form` says how the columns are
    stored.
    PII: facts of people who are not named, which can be told apart in a small cohort.
    """

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="participation")
    columns = models.BinaryField()
    sheets = models.JSONField(default=dict)
    form = models.PositiveSmallIntegerField(default=1)

    class Meta:
        ordering = ["release_id"]
        verbose_name = _("participation in a release")
        verbose_name_plural = _("participation in releases")
        constraints = [NeverChanged(name="release_participation_frozen")]

    def __str__(self) -> str:
        return str(self.release_id)


class ReleaseMember(models.Model):
    """Whose results a unit rests on, and which: asked when the next release is made, and by nobody else.

    Erasure empties all but the unit: the figure stays, and whom it came from is forgotten.
    PII: scores and results of a person, with sex, age band and function as enrolled.
    """

    unit = models.ForeignKey(ReleaseUnit, on_delete=models.CASCADE, related_name="members")
    enrollment = models.ForeignKey(
        "courses.Enrollment", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mark = models.CharField(max_length=80)
    group = models.CharField(max_length=60)

    class Meta:
        ordering = ["unit_id", "id"]
        verbose_name = _("person in a release")
        verbose_name_plural = _("people in releases")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "enrollment"],
                name="once_in_a_unit",
                condition=Q(enrollment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.enrollment_id}"


class ReleaseFollowUp(FrozenRow, models.Model):
    """What one cohort's people of one center say they do at work, from this release until a later row.

    `both`: of those with a sheet from before the course beside the later one; else of those with the later
    one alone. Without a cohort it is the center's pool. `cells` are counts of equal answers
    (`analytics.follow_ups`), which join no two answers of one person. PII: none but through `members`.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="follow_ups")
    both = models.BooleanField()
    cohort = models.ForeignKey("courses.Cohort", null=True, on_delete=models.PROTECT, related_name="+")
    center = models.ForeignKey("accounts.Center", null=True, on_delete=models.PROTECT, related_name="+")
    people = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    causes = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["release_id", "id"]
        verbose_name = _("published follow-up of a cohort")
        verbose_name_plural = _("published follow-ups of cohorts")
        constraints = [
            models.UniqueConstraint(
                fields=["release", "both", "cohort", "center"], name="one_follow_up_per_release"
            ),
            NeverChanged(name="release_follow_up_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.cohort_id}/{self.center_id}"


class ReleaseFollowUpMember(models.Model):
    """On whose answers a published follow-up rests: asked when the next release is made, and by nobody else.

    Erasure empties all but the unit. PII: what a person answered about their work, before and after.
    """

    unit = models.ForeignKey(ReleaseFollowUp, on_delete=models.CASCADE, related_name="members")
    enrollment = models.ForeignKey(
        "courses.Enrollment", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mark = models.TextField()

    class Meta:
        ordering = ["unit_id", "id"]
        verbose_name = _("person in a published follow-up")
        verbose_name_plural = _("people in published follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "enrollment"],
                name="once_in_a_follow_up",
                condition=Q(enrollment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.enrollment_id}"


class ReleaseSupervised(FrozenRow, models.Model):
    """What supervisors see of one center's people at work, from this release until a later row.

    Of `people`, `applying` are seen to apply the course. `beside` has [people, seen, own] of those of them
    whose own account is published too, and is empty where it would tell of a few (ADR 0063). The `whole` is
    the sum of the centers' rows, for the program; `beside` is judged for it anew, and its members are theirs.
    PII: none but through `members`.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="supervised")
    center = models.ForeignKey("accounts.Center", null=True, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField(default=False)
    people = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    applying = models.PositiveIntegerField()
    beside = models.JSONField(default=list)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["release_id", "id"]
        verbose_name = _("published view of supervisors")
        verbose_name_plural = _("published views of supervisors")
        constraints = [
            models.UniqueConstraint(fields=["release", "center"], name="one_supervised_per_release"),
            models.UniqueConstraint(fields=["release"], name="one_whole_supervised", condition=Q(whole=True)),
            NeverChanged(name="release_supervised_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.center_id}"


class ReleaseSupervisedMember(models.Model):
    """On whom a published view of supervisors rests: asked when the next release is made, and by nobody else.

    `mark` is 1 or 0 for "seen to apply it", with ">" and the same of the own account where it is published.
    Erasure leaves the unit, and the ">" alone. PII: whether a person applies the course, as others and
    they see it.
    """

    unit = models.ForeignKey(ReleaseSupervised, on_delete=models.CASCADE, related_name="members")
    enrollment = models.ForeignKey(
        "courses.Enrollment", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    mark = models.CharField(max_length=8)

    class Meta:
        ordering = ["unit_id", "id"]
        verbose_name = _("person in a published view of supervisors")
        verbose_name_plural = _("people in published views of supervisors")
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "enrollment"],
                name="once_in_a_supervised",
                condition=Q(enrollment__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}: {self.enrollment_id}"


class ReleaseClients(FrozenRow, models.Model):
    """What parties of a center's hearings said in one box that is over: sums over many sheets, written once.

    `box` is the period of the survey, from `first` to `last`; `cells` are `analytics.clients.stored`. The
    sheets themselves stay in the ballot box. PII: none.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="clients")
    center = models.ForeignKey("accounts.Center", on_delete=models.PROTECT, related_name="+")
    box = models.UUIDField(unique=True)
    first = models.DateField(_("first day"))
    last = models.DateField(_("last day"))
    sheets = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)

    class Meta:
        ordering = ["release_id", "id"]
        verbose_name = _("published survey of clients")
        verbose_name_plural = _("published surveys of clients")
        constraints = [NeverChanged(name="release_clients_frozen")]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.box}"


class ReleaseTable(FrozenRow, models.Model):
    """As of which release a center's breakdown stands, the program's without a center.

    A breakdown that could not move on keeps the release it had (`since`). `step` is where on its ladder it
    stands, None where no step fits; `withheld` says that the audit took it out. PII: none.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="tables")
    center = models.ForeignKey("accounts.Center", null=True, on_delete=models.PROTECT, related_name="+")
    dimension = models.CharField(max_length=20)
    since = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="+")
    step = models.PositiveSmallIntegerField(null=True)
    withheld = models.BooleanField(default=False)

    class Meta:
        ordering = ["release_id", "id"]
        verbose_name = _("published breakdown")
        verbose_name_plural = _("published breakdowns")
        constraints = [
            models.UniqueConstraint(fields=["release", "center", "dimension"], name="one_table_per_release"),
            NeverChanged(name="release_table_frozen"),
        ]

    def __str__(self) -> str:
        return f"{self.release_id}: {self.center_id}/{self.dimension}"
