"""Opening tests without a course, and saying to whom: named people, or whoever has a link."""

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments.enums import AudienceKind, Purpose
from assessments.models import Attempt, Audience, AudienceMember, Delivery, InstrumentVersion
from assessments.rules.delivery_rules import DeliveryRules
from assessments.selectors.audiences import purposes_for
from assessments.services.attempts import check_window
from assessments.services.deliveries import open_delivery
from assessments.services.forms import add_form
from lms.accounts.api import by_curp, by_email
from lms.accounts.curp import normalized
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.text import address, tidy

MOST_LINES = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A pasted line that names nobody who can be added, and why, in words."""

    number: int
    text: str
    problem: str


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a list: so many people `new`, so many there `already`, and what needs another look."""

    new: int
    already: int
    problems: Sequence[Line] = ()


def open_outside(
    *,
    actor: User,
    forms: Mapping[str, InstrumentVersion],
    title: Mapping[str, str],
    purpose: str,
    rules: DeliveryRules,
) -> Delivery:
    """Open a test to people without a course; with several `forms` (by label) each person gets one.

    Raises UserError: "not_yours" where the actor may not open that purpose, and as `open_delivery`.
    """
    if Purpose(purpose) not in purposes_for(actor):
        raise UserError(_("You may not open a test for this purpose."), code="not_yours")
    with transaction.atomic():
        first = next(iter(forms.values()))
        delivery = open_delivery(actor=actor, instrument_version=first, purpose=purpose, rules=rules)
        delivery.title, delivery.opened_by = dict(title), actor
        delivery.save(update_fields=["title", "opened_by"])
        Audience.objects.create(delivery=delivery, kind=AudienceKind.LIST)
        if len(forms) > 1:
            for label, version in forms.items():
                add_form(actor=actor, delivery=delivery, instrument_version=version, label=label)
    return delivery


def add_people(*, actor: User, delivery: Delivery, people: Iterable[User]) -> Added:
    """Put people on the list; whoever is there already, by the list or the link, stays as they are."""
    wanted = {one.pk: one for one in people}
    with transaction.atomic():
        audience = _list_of(delivery)
        there = set(_members(delivery).filter(person__in=wanted).values_list("person_id", flat=True))
        new = [one for pk, one in wanted.items() if pk not in there]
        AudienceMember.objects.bulk_create(
            [AudienceMember(audience=audience, person=one) for one in new], ignore_conflicts=True
        )
        if new:
            audit.record(
                actor=actor,
                action="assessments.add_to_audience",
                target=delivery,
                people=[str(one.uuid) for one in new],
            )
    return Added(len(new), len(there))


def add_lines(*, actor: User, delivery: Delivery, text: str) -> Added:
    """Put on the list whom the lines of `text` name, one e-mail address or CURP each.

    "Ana Ruiz <ana@example.org>" is read by its address; empty lines say nothing. Lines that name nobody
    here, or a closed account, come back with their number. Raises UserError ("too_many_lines").
    """
    lines = [(number, tidy(line)) for number, line in enumerate(text.splitlines(), start=1)]
    lines = [(number, line) for number, line in lines if line]
    if len(lines) > MOST_LINES:
        raise UserError(
            _("These are %(n)s lines; bring at most %(most)s at once.")
            % {"n": len(lines), "most": MOST_LINES},
            code="too_many_lines",
        )
    named = {number: _name_in(line) for number, line in lines}
    emails = by_email(name for name in named.values() if "@" in name)
    curps = by_curp(name for name in named.values() if "@" not in name)
    people, problems = [], []
    for number, line in lines:
        name = named[number]
        person = emails.get(address(name)) if "@" in name else curps.get(normalized(name))
        if person is not None and person.is_active:
            people.append(person)
        else:
            problems.append(Line(number, line, _why_not(name, person)))
    added = add_people(actor=actor, delivery=delivery, people=people)
    return Added(added.new, added.already, tuple(problems))


def remove_person(*, actor: User, delivery: Delivery, person: User) -> None:
    """Take somebody off the list or the link's people. Raises UserError ("started") once they have begun."""
    with transaction.atomic():
        if Attempt.objects.filter(delivery=delivery, user=person).exists():
            raise UserError(
                _("%(name)s has started this test and stays on its list.") % {"name": person}, code="started"
            )
        if _members(delivery).filter(person=person).delete()[0]:
            audit.record(
                actor=actor,
                action="assessments.remove_from_audience",
                target=delivery,
                people=[str(person.uuid)],
            )


def renew_link(*, actor: User, delivery: Delivery) -> Audience:
    """Give the delivery a link, or another one: the link before opens nothing any more.

    Whoever came by it stays in.
    """
    token = secrets.token_urlsafe(24)
    with transaction.atomic():
        audience, made = Audience.objects.select_for_update().get_or_create(
            delivery=delivery, kind=AudienceKind.LINK, defaults={"link_token": token}
        )
        if not made:
            audience.link_token = token
            audience.save(update_fields=["link_token"])
        audit.record(actor=actor, action="assessments.renew_link", target=delivery)
    return audience


def join_by_link(*, user: User, audience: Audience) -> Delivery:
    """Let whoever came by the link take the test; coming again changes nothing.

    Raises UserError: "closed" after the closing. Before the opening people may come already.
    """
    delivery = audience.delivery
    if delivery.closes_at and clock.now() >= delivery.closes_at:
        check_window(delivery, clock.now())
    with transaction.atomic():
        if not _members(delivery).filter(person=user).exists():
            AudienceMember.objects.bulk_create(
                [AudienceMember(audience=audience, person=user)], ignore_conflicts=True
            )
            audit.record(actor=user, action="assessments.join_by_link", target=delivery)
    return delivery


def _list_of(delivery: Delivery) -> Audience:
    found = Audience.objects.filter(delivery=delivery, kind=AudienceKind.LIST).order_by("pk").first()
    return found or Audience.objects.create(delivery=delivery, kind=AudienceKind.LIST)


def _members(delivery: Delivery) -> QuerySet[AudienceMember]:
    return AudienceMember.objects.filter(audience__delivery=delivery)


def _name_in(line: str) -> str:
    """The address or CURP of a line, without a name before it and marks around it."""
    if "<" in line and line.endswith(">"):
        line = line.rpartition("<")[2][:-1]
    return line.strip(" ,;")


def _why_not(name: str, person: User | None) -> str:
    if person is not None:
        return _("This account is closed.")
    if "@" in name:
        return _("Nobody here has this address. They need an account first.")
    if len(normalized(name)) == 18:
        return _("Nobody here has this CURP. They need an account first.")
    return _("This is neither an e-mail address nor a CURP.")
