"""What stands beside ratings on the day: party cards, sheets on paper, the devices of assessors."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assessments.models.occasions import Occasion
from assessments.models.rating_cases import RatingCase
from assessments.models.ratings import Rating
from assessments.models.typed_twice import TypedTwice
from lms.core.models import PublicModel

PARTY_LEVELS = (1, 2, 3, 4)


class PartyCard(PublicModel):
    """How it was for somebody who played a party; it never counts. PII: who played, and their words.

    Written once: what somebody felt at the table cannot be put right after a talk.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="party_cards")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="party_cards")
    role = models.CharField(_("role in the scenario"), max_length=60)
    heard = models.PositiveSmallIntegerField(_("was heard"))
    even_handed = models.PositiveSmallIntegerField(_("was treated even-handedly"))
    would_return = models.PositiveSmallIntegerField(_("would return"))
    comment = models.TextField(_("comment"), blank=True)
    written_at = models.DateTimeField(_("written"))

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("party card")
        verbose_name_plural = _("party cards")
        constraints = [
            models.UniqueConstraint(fields=["case", "author"], name="one_party_card_per_player"),
            models.CheckConstraint(
                condition=Q(
                    heard__in=PARTY_LEVELS, even_handed__in=PARTY_LEVELS, would_return__in=PARTY_LEVELS
                ),
                name="party_card_levels",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.author_id}"


class PaperSheet(TypedTwice):
    """An assessor's sheet on paper as one hand typed it, and as a second hand did.

    `first`, `second` and `settled` are {field: what was typed}; `settled` are the fields where the two
    differed. Only when every field is settled is there a rating, whose author is the `assessor`. PII: who
    was rated by whom and how, and who typed.
    """

    case = models.ForeignKey(RatingCase, on_delete=models.PROTECT, related_name="paper_sheets")
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="paper_sheets"
    )
    rating = models.OneToOneField(
        Rating, null=True, blank=True, on_delete=models.PROTECT, related_name="paper_sheet"
    )

    class Meta:
        ordering = ["case_id", "id"]
        verbose_name = _("rating sheet on paper")
        verbose_name_plural = _("rating sheets on paper")
        constraints = [
            models.UniqueConstraint(fields=["case", "assessor"], name="one_paper_sheet_per_assessor"),
            # Four eyes: nobody checks what they typed.
            models.CheckConstraint(
                condition=Q(checked_by__isnull=True)
                | Q(entered_by__isnull=True)
                | ~Q(checked_by=F("entered_by")),
                name="paper_sheet_checked_by_another",
            ),
            models.CheckConstraint(
                condition=Q(rating__isnull=True) | Q(checked_at__isnull=False),
                name="paper_sheet_stored_once_checked",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.assessor_id}"


class PaperPhoto(PublicModel):
    """A page of a sheet on paper, kept as evidence. PII: the handwriting, and whatever stands there.

    In the database, as pictures of questions are: nothing serves it but its own page, and it comes and goes
    with its sheet.
    """

    sheet = models.ForeignKey(PaperSheet, on_delete=models.CASCADE, related_name="photos")
    kind = models.CharField(max_length=4, choices=[("png", "PNG"), ("jpeg", "JPEG")])
    width = models.PositiveIntegerField(_("width"))
    height = models.PositiveIntegerField(_("height"))
    data = models.BinaryField()
    kept_at = models.DateTimeField(_("kept"))

    class Meta:
        ordering = ["sheet_id", "id"]
        verbose_name = _("photo of a sheet on paper")
        verbose_name_plural = _("photos of sheets on paper")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["png", "jpeg"]), name="paper_photo_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.pk}"


class DeviceReport(PublicModel):
    """What a device of an assessor said last of an occasion: that it holds edits that were not sent.

    PII: that the person used a device, and when. `device` is a random name that the browser gave itself.
    """

    occasion = models.ForeignKey(Occasion, on_delete=models.CASCADE, related_name="device_reports")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="device_reports"
    )
    device = models.CharField(max_length=36)
    unsent = models.PositiveIntegerField(_("changes not sent"), default=0)
    held = models.PositiveIntegerField(_("sheets on the device"), default=0)
    reported_at = models.DateTimeField(_("last contact"))

    class Meta:
        ordering = ["occasion_id", "user_id", "id"]
        verbose_name = _("report of a device")
        verbose_name_plural = _("reports of devices")
        constraints = [
            models.UniqueConstraint(fields=["occasion", "user", "device"], name="one_report_per_device"),
        ]

    def __str__(self) -> str:
        return f"{self.occasion_id}: {self.user_id}"
