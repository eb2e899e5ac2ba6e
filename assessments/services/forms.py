"""Parallel forms: offering them, taking several deliveries crosswise, and handing them out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Q
from django.utils.translation import gettext as _

from assessments.models import Attempt, Delivery, DeliveryForm, FormTurn, InstrumentVersion
from assessments.rules.forms import beginning, next_form
from assessments.services.practice import check_practice
from lms.accounts.models import User
from lms.core import audit
from lms.core.errors import UserError


def add_form(
    *, actor: User | None, delivery: Delivery, instrument_version: InstrumentVersion, label: str
) -> DeliveryForm:
    """Let sittings that start from now on get one of several parallel forms.

    Raises UserError: "form_taken" when the delivery has that label or that version already, "measures"
    where practice would ask what measures people.
    """
    check_practice(delivery.purpose, instrument_version)
    try:
        with transaction.atomic():
            form = DeliveryForm.objects.create(
                delivery=delivery, instrument_version=instrument_version, label=label
            )
            audit.record(actor=actor, action="assessments.add_form", target=delivery, label=label)
    except IntegrityError as error:
        raise UserError(_("This delivery has that form already."), code="form_taken") from error
    return form


def remove_form(*, actor: User | None, delivery: Delivery, label: str) -> None:
    """Give a form to nobody any more; sittings that have it go on with it.

    Raises UserError ("no_such_form").
    """
    with transaction.atomic():
        if not DeliveryForm.objects.filter(delivery=delivery, label=label).delete()[0]:
            raise UserError(_("This delivery has no such form."), code="no_such_form")
        audit.record(actor=actor, action="assessments.remove_form", target=delivery, label=label)


def cross_deliveries(*, actor: User | None, deliveries: Sequence[Delivery]) -> None:
    """Let people take the forms of these deliveries crosswise: half A first and then B, half B first.

    The first one leads. Raises UserError ("crossed_late") when somebody has started one of the others,
    whose form would then have been chosen without looking at the first.
    """
    leader, *others = deliveries
    with transaction.atomic():
        if Attempt.objects.filter(delivery__in=others).exists():
            raise UserError(
                _("Somebody has started one of these tests: their forms can no longer be crossed."),
                code="crossed_late",
            )
        for place, one in enumerate(others, start=1):
            one.crossed_with, one.crossed_place = leader, place
            one.save(update_fields=["crossed_with", "crossed_place"])
        audit.record(
            actor=actor,
            action="assessments.cross_deliveries",
            target=leader,
            with_deliveries=[str(one.uuid) for one in others],
        )


def cross_same_forms(*, actor: User | None, deliveries: Sequence[Delivery]) -> None:
    """Take crosswise, in this order, those of the deliveries that offer the same forms (two or more)."""
    forms: dict[int, list[tuple[str, int]]] = defaultdict(list)
    rows = DeliveryForm.objects.filter(delivery__in=deliveries).order_by("delivery_id", "label")
    for delivery_id, label, version_id in rows.values_list("delivery_id", "label", "instrument_version_id"):
        forms[delivery_id].append((label, version_id))
    alike: dict[tuple[tuple[str, int], ...], list[Delivery]] = defaultdict(list)
    for one in deliveries:
        if len(forms[one.pk]) > 1:
            alike[tuple(forms[one.pk])].append(one)
    for leader, *others in alike.values():
        if any(one.crossed_with_id != leader.pk for one in others):
            cross_deliveries(actor=actor, deliveries=[leader, *others])


def form_for(*, user: User, delivery: Delivery, forms: Mapping[str, int]) -> int:
    """The version among `forms` (by label) that a sitting of this person gets now.

    Called where the sitting is made, in its transaction: whoever starts at the same moment waits until
    it is clear which form this person begins with, so forms stay even.
    """
    labels = list(forms)
    had = _had(user, forms)
    leader = _held(delivery.crossed_with_id or delivery.pk)
    counted = FormTurn.objects.filter(delivery=leader).order_by().values_list("label")
    turns = list(counted.annotate(n=Count("pk"), own=Count("pk", filter=Q(person=user))))
    label = next((label for label, _n, own in turns if own), None)
    if label is None:
        label = beginning(labels, handed_out={label: n for label, n, _own in turns}, had=had)
        FormTurn.objects.create(delivery_id=leader, person=user, label=label)
    return forms[next_form(labels, begins_with=label, place=delivery.crossed_place, had=had)]


def _held(pk: int) -> int:
    """The leading delivery, held against others who start until the transaction ends.

    Not against sittings that only point to it: those under way go on meanwhile. On SQLite the
    transaction itself, which begins IMMEDIATE, is the lock.
    """
    if connection.features.has_select_for_update:
        Delivery.objects.select_for_update(no_key=True).only("pk").get(pk=pk)
    return pk


def _had(user: User, forms: Mapping[str, int]) -> list[str]:
    """The labels of the forms that the person had, anywhere, the oldest first."""
    label_of = {version: label for label, version in forms.items()}
    rows = Attempt.objects.filter(user=user, instrument_version_id__in=label_of).order_by("started_at", "pk")
    return [label_of[version] for version in rows.values_list("instrument_version_id", flat=True)]
