"""What assessors said."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import Judgment, Medium, RatingStatus
from assessments.models.rating_cases import Assignment
from assessments.models.rubrics import Criterion
from lms.accounts.models import User
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings, as most questions ask for them."""

    def current(self) -> "RatingQuerySet":
        """The newest version of each assignment: what was reopened is replaced.

        Sheets of a performance that was played again are set aside, and current no more.
        """
        return self.filter(superseded_by__isnull=True, set_aside=False)

    def standing(self) -> "RatingQuerySet":
        """What stands: handed in, and not reopened."""
        return self.current().filter(status=RatingStatus.SUBMITTED)


class Rating(PublicModel):
    """One version of one assessor's view of a case. PII: the comments, and by its assignment who.

    Versions form one chain per assignment, so that exactly one is the newest. `revision` rises with
    each save, so that a stale tab cannot overwrite a newer one; `comment_seq` with each edit of the
    overall comment, as each criterion has its own `seq`. `devices` says of each field which edits of which
    devices are in it (`rules.sheet_edits`), so that two devices never overwrite each other unseen.
    `set_aside`: it is about a performance that was played again, so it is kept and counts nowhere.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="ratings")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )
    status = models.CharField(_("status"), max_length=10, choices=RatingStatus, default=RatingStatus.DRAFT)
    judgment = models.PositiveSmallIntegerField(
        _("overall judgment"), choices=Judgment, null=True, blank=True
    )
    comment = models.TextField(_("overall comment"), blank=True)
    comment_seq = models.PositiveBigIntegerField(default=0)
    judgment_seq = models.PositiveBigIntegerField(default=0)
    strength = models.TextField(_("strength"), default="", blank=True)
    second_strength = models.TextField(_("second strength"), default="", blank=True)
    next_step = models.TextField(_("next step"), default="", blank=True)
    closing_seq = models.PositiveBigIntegerField(default=0)
    devices = models.JSONField(default=dict, blank=True)
    medium = models.CharField(_("medium"), max_length=10, choices=Medium, default=Medium.SCREEN)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(_("saved"))
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    set_aside = models.BooleanField(_("of a performance that was played again"), default=False)

    objects = RatingQuerySet.as_manager()

    class Meta:
        ordering = ["assignment_id", "version"]
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(fields=["assignment", "version"], name="rating_version"),
            models.UniqueConstraint(
                fields=["assignment"],
                condition=Q(status=RatingStatus.DRAFT, set_aside=False),
                name="one_draft_per_assignment",
            ),
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(supersedes__isnull=True), name="one_first_rating"
            ),
            models.CheckConstraint(
                condition=Q(version=1, supersedes__isnull=True) | Q(version__gt=1, supersedes__isnull=False),
                name="later_rating_supersedes",
            ),
            models.CheckConstraint(
                condition=Q(status=RatingStatus.DRAFT, submitted_at__isnull=True)
                | Q(status=RatingStatus.SUBMITTED, submitted_at__isnull=False),
                name="submitted_rating_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(judgment__isnull=True) | Q(judgment__in=Judgment.values),
                name="judgment_is_known",
            ),
            models.CheckConstraint(condition=Q(medium__in=Medium.values), name="rating_medium_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}/{self.version}"

    @property
    def is_submitted(self) -> bool:
        return self.status == RatingStatus.SUBMITTED

    @property
    def assessor(self) -> User:
        return self.assignment.assessor


class CriterionScore(models.Model):
    """A level, or N/O (`value` empty), with a comment. PII: part of a rating.

    `decided` is false while only a comment was typed, or when the level was taken back. `seq` rises
    with each edit of this criterion: an edit that was made before the stored one is not applied.
    `evidence` is what the assessor saw, `evidence_at` when. `look_again` is the assessor's own mark.
    """

    rating = models.ForeignKey(Rating, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, related_name="scores")
    value = models.PositiveSmallIntegerField(_("level"), null=True, blank=True)
    decided = models.BooleanField(default=True)
    comment = models.TextField(_("comment"), blank=True)
    evidence = models.TextField(_("evidence"), blank=True)
    evidence_at = models.DateTimeField(_("time of the evidence"), null=True, blank=True)
    look_again = models.BooleanField(_("look again"), default=False)
    seq = models.PositiveBigIntegerField(default=0)

    class Meta:
        ordering = ["rating_id", "criterion_id"]
        verbose_name = _("score on a criterion")
        verbose_name_plural = _("scores on criteria")
        constraints = [
            models.UniqueConstraint(fields=["rating", "criterion"], name="one_score_per_criterion"),
            models.CheckConstraint(
                condition=Q(decided=True) | Q(value__isnull=True), name="undecided_score_has_no_level"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_id}: {self.criterion_id}"


class EvidenceNote(FrozenRow, PublicModel):
    """What an assessor saw and when, written down while it happened. PII: their words about the person.

    Notes are only added, and outlive the versions of a rating: the device gives the `uuid`, so that what
    is sent twice is kept once. Those about a criterion are read with it; the others are the author's alone.
    `noted_at` is the clock of the device.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="notes")
    criterion = models.ForeignKey(
        Criterion, null=True, blank=True, on_delete=models.PROTECT, related_name="notes"
    )
    text = models.TextField(_("note"))
    noted_at = models.DateTimeField(_("noted"))
    received_at = models.DateTimeField(_("received"))

    class Meta:
        ordering = ["assignment_id", "noted_at", "id"]
        verbose_name = _("note of an assessor")
        verbose_name_plural = _("notes of assessors")
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="evidence_note_says_something"),
            NeverChanged(name="evidence_note_frozen", may_change=("text", "assignment")),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id}: {self.noted_at:%H:%M}"
