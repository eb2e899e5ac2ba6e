"""The answer sheets of a delivery: whose are still to be typed, to be checked, or differ."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from assessments.models import Attempt, Delivery, DeliveryForm, InstrumentVersion, PaperEntry
from assessments.registries import by_name
from assessments.selectors.parallel_forms import Form
from lms.accounts.models import User


def forms_on_paper(delivery: Delivery) -> list[Form]:
    """The forms that a paper of this delivery can be, by label; its own version where it has no forms."""
    rows = DeliveryForm.objects.filter(delivery=delivery).select_related("instrument_version")
    found = [Form(one.label, one.instrument_version) for one in rows.order_by("label")]
    if found:
        return found
    return [Form("", InstrumentVersion.objects.get(pk=delivery.instrument_version_id))]


def without_paper(delivery: Delivery, people: QuerySet[User]) -> QuerySet[User]:
    """The people of whom neither a paper nor a sitting is there, by name."""
    papers = PaperEntry.objects.filter(delivery=delivery).order_by().values("person")
    sittings = Attempt.objects.filter(delivery=delivery).order_by().values("user")
    return by_name(people.exclude(pk__in=papers).exclude(pk__in=sittings))


def papers_of(delivery: Delivery, people: QuerySet[User]) -> QuerySet[PaperEntry]:
    """Every paper of these people in the delivery: what waits first, then by name."""
    rows = PaperEntry.objects.filter(delivery=delivery, person__in=people.order_by().values("pk"))
    # Not by the sitting's id: each database puts what has none at another end.
    is_stored = ExpressionWrapper(Q(attempt__isnull=False), output_field=BooleanField())
    return rows.select_related("person", "entered_by", "checked_by", "attempt").order_by(
        is_stored, "person__last_name", "person__first_name", "pk"
    )


def papers_to_check(
    delivery: Delivery, people: QuerySet[User], *, version: InstrumentVersion, edition: int, actor: User
) -> QuerySet[PaperEntry]:
    """The papers of one form that somebody else typed and nobody checked, by name."""
    waiting = papers_of(delivery, people).filter(
        instrument_version=version, edition=edition, checked_at__isnull=True
    )
    return waiting.exclude(entered_by=actor)
