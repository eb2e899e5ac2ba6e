"""Instruments opened to people."""

from dataclasses import asdict, fields

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.enums import ONE_PAGE, Counts, Feedback, Late, Layout, Purpose
from assessments.models.instruments import InstrumentVersion
from assessments.rules.delivery_rules import DeliveryRules
from lms.core.frozen import FrozenRow, NeverChanged
from lms.core.models import PublicModel
from lms.core.templatetags.acuerdo import localized


class Delivery(PublicModel):
    """One instrument version, opened for a window under rules. PII: who opened it.

    The rules are one value (`rules`, `DeliveryRules`), stored a column each so that queries and
    constraints can speak of them. Who may take it is said by the registry that courses fill
    (`assessments.registries`). `crossed_with` is the first of the deliveries whose forms people take
    crosswise, and `crossed_place` which of them this is, the first being 0 and crossed with none.
    `title` is `{"es", "en"}`, or empty where a course names it; `opened_by` whoever opened it without a
    course. What is `held` back is told from `released_at` on.
    """

    instrument_version = models.ForeignKey(
        InstrumentVersion, on_delete=models.PROTECT, related_name="deliveries"
    )
    purpose = models.CharField(_("purpose"), max_length=20, choices=Purpose)
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"), null=True, blank=True)
    time_limit = models.PositiveSmallIntegerField(_("time limit in minutes"), null=True, blank=True)
    max_attempts = models.PositiveSmallIntegerField(_("attempts"), default=1)
    counts = models.CharField(_("what counts"), max_length=5, choices=Counts, default=Counts.FIRST)
    shuffle = models.BooleanField(_("shuffle questions and options"), default=True)
    feedback = models.CharField(_("feedback"), max_length=10, choices=Feedback, default=Feedback.NONE)
    late = models.CharField(_("late answers"), max_length=6, choices=Late, default=Late.REFUSE)
    code = models.CharField(_("code to start"), max_length=20, blank=True)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    held = models.BooleanField(_("results wait for their release"), default=False)
    layout = models.CharField(_("layout"), max_length=4, choices=Layout, default=Layout.ITEM)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    title = models.JSONField(_("title"), default=dict, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    crossed_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="crossed"
    )
    crossed_place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["opens_at", "id"]
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=F("opens_at")),
                name="delivery_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(max_attempts__gte=1), name="delivery_allows_an_attempt"),
            models.CheckConstraint(
                condition=Q(time_limit__isnull=True) | Q(time_limit__gte=1), name="delivery_limit_is_a_time"
            ),
            # Two anonymous sheets could not be told to be one person's.
            models.CheckConstraint(
                condition=Q(anonymous=False) | Q(max_attempts=1), name="anonymous_delivery_once"
            ),
            models.CheckConstraint(
                condition=Q(crossed_with__isnull=True, crossed_place=0)
                | Q(crossed_with__isnull=False, crossed_place__gte=1),
                name="crossed_delivery_has_a_place",
            ),
            models.UniqueConstraint(
                fields=["crossed_with", "crossed_place"], name="one_delivery_per_crossed_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()} {self.pk}"

    @property
    def heading(self) -> str:
        """What the person who takes it reads above it: its title, or what it is for."""
        return localized(self.title) or self.get_purpose_display()

    @property
    def tells(self) -> bool:
        """Whether people learn now what the feedback allows, and do not wait for a release."""
        return not self.held or self.released_at is not None

    @property
    def asks_all_at_once(self) -> bool:
        """Whether a test shows all its questions on one page, to be saved as often as somebody likes."""
        return self.layout == Layout.PAGE

    @property
    def on_one_page(self) -> bool:
        """Whether all questions stand on one page, sent once."""
        return self.purpose in ONE_PAGE

    @property
    def rules(self) -> DeliveryRules:
        """Everything that holds for a sitting of this delivery."""
        return DeliveryRules(**{one.name: getattr(self, one.name) for one in fields(DeliveryRules)})

    @rules.setter
    def rules(self, rules: DeliveryRules) -> None:
        for name, value in asdict(rules).items():
            setattr(self, name, value)


class DeliveryForm(models.Model):
    """One of several parallel forms of a delivery; a sitting gets one of them. PII: none.

    Without any, everybody gets the delivery's own instrument version.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="forms")
    instrument_version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="forms")
    label = models.CharField(_("form"), max_length=10)

    class Meta:
        ordering = ["delivery_id", "label"]
        verbose_name = _("form of a delivery")
        verbose_name_plural = _("forms of deliveries")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "label"], name="delivery_form_label"),
            models.UniqueConstraint(fields=["delivery", "instrument_version"], name="delivery_form_version"),
            models.CheckConstraint(condition=~Q(label=""), name="delivery_form_has_a_label"),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} {self.label}"


class DeliveryChange(FrozenRow):
    """One change of a delivery's rules: before, after and why. Frozen. PII: who changed them.

    `sheets`: how many anonymous sheets there were when a form that had closed was opened again.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="changes")
    at = models.DateTimeField(_("at"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    why = models.CharField(_("reason"), max_length=200, blank=True)
    before = models.JSONField(_("before"))
    after = models.JSONField(_("after"))
    sheets = models.PositiveIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["delivery_id", "at", "id"]
        verbose_name = _("change of a delivery")
        verbose_name_plural = _("changes of deliveries")
        constraints = [
            models.CheckConstraint(condition=~Q(before=F("after")), name="delivery_change_changes"),
            NeverChanged(name="delivery_change_frozen", may_change=("actor",)),
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id}: {self.at:%Y-%m-%d %H:%M}"
