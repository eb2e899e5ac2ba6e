"""What devices of assessors say of themselves."""

from assessments import registries
from assessments.enums import DayState
from assessments.models import DayMarshal, DeviceReport, Occasion
from assessments.services.rating_checks import not_yours
from lms.accounts.models import User
from lms.core import audit, clock


def may_report(actor: User, occasion: Occasion) -> bool:
    """Whether the person has sheets of the occasion, or a door of one of its days, on a device."""
    if registries.subjects_of(actor, occasion).exists() or registries.may_release(actor, occasion):
        return True
    return DayMarshal.objects.filter(person=actor, day__occasions=occasion, day__state=DayState.OPEN).exists()


def report_device(*, actor: User, occasion: Occasion, device: str, unsent: int, held: int) -> DeviceReport:
    """Keep what a device of the assessor holds: changes that were not sent, sheets that it shows offline.

    Raises UserError ("not_yours") for whoever neither rates anybody there, nor leads it, nor is at a door.
    """
    if not may_report(actor, occasion):
        raise not_yours()
    report, _created = DeviceReport.objects.update_or_create(
        occasion=occasion,
        user=actor,
        device=device,
        defaults={"unsent": unsent, "held": held, "reported_at": clock.now()},
    )
    return report


def write_off_device(*, actor: User, report: DeviceReport, reason: str) -> None:
    """Wait no longer for a device that is lost or broken; its sheets are rated anew, or from paper."""
    audit.record(
        actor=actor,
        action="assessments.write_off_device",
        target=report,
        unsent=report.unsent,
        reason=reason.strip(),
    )
    report.unsent = report.held = 0
    report.save(update_fields=["unsent", "held"])
