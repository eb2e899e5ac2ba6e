"""Asking supervisors about people: addresses, letters with personal links, and what comes back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from assessments.enums import OPEN_REQUESTS, RequestState
from assessments.models import Delivery, ItemVersion, SheetRequest
from assessments.services.sheets import read_answers
from lms.accounts import api as accounts
from lms.accounts.models import Letter, User
from lms.accounts.models.invitations import hash_token
from lms.core import audit, clock
from lms.core.errors import UserError
from lms.core.text import address as tidy_address

ASK, REMIND = "supervisor", "supervisor_reminder"
# So often one person's supervisor may be named anew: each time a letter goes to an address that was typed.
MOST_LINKS = 5
State = RequestState


class AddressError(UserError):
    """Some addresses cannot be asked; `problems` says why, by the person's id."""

    def __init__(self, problems: Mapping[int, str]) -> None:
        super().__init__(_("Some addresses cannot be used. Nothing was saved."), code="addresses")
        self.problems = problems


def set_addresses(*, actor: User | None, delivery: Delivery, wanted: Mapping[int, str], language: str) -> int:
    """Whom to ask about whom: `wanted` has addresses by the person's id, an empty one for nobody.

    Where the form is open the letters are queued at once. A new address gets a link of its own, and the
    one before opens nothing any more; the same address is asked again only where its letter failed. Whoever
    was answered about stays as they are. Returns how many changed. Raises AddressError, and then changes
    nothing.
    """
    people = User.objects.in_bulk(list(wanted))
    with transaction.atomic():
        known = {
            one.about_id: one
            for one in SheetRequest.objects.select_for_update(of=("self",))
            .select_related("letter")
            .filter(delivery=delivery, about_id__in=people)
        }
        plan = _plan(people, known, wanted)
        for pk, text in plan.items():
            _set(delivery, people[pk], known.get(pk), text, language)
        if plan:
            audit.record(
                actor=actor,
                action="assessments.set_supervisors",
                target=delivery,
                people=sorted(str(people[pk].uuid) for pk in plan),
            )
            if delivery.opens_at <= clock.now():
                _ask(SheetRequest.objects.filter(delivery=delivery, about_id__in=plan, state=State.WAITING))
    return len(plan)


def ask_supervisors() -> int:
    """The daily chore: ask where the form has opened, remind once, end what expired; how many of each."""
    now = clock.now()
    with transaction.atomic():
        asked = _ask(
            SheetRequest.objects.filter(state=State.WAITING, delivery__opens_at__lte=now).filter(
                Q(delivery__closes_at__isnull=True) | Q(delivery__closes_at__gt=now)
            )
        )
        reminded = _remind(
            SheetRequest.objects.filter(
                state=State.ASKED,
                reminded_at__isnull=True,
                asked_at__lte=now - timedelta(days=settings.SUPERVISOR_REMINDER_DAYS),
                expires_at__gt=now,
            )
        )
        over = SheetRequest.objects.select_for_update().filter(state=State.ASKED, expires_at__lte=now)
        expired = list(over.order_by("pk"))
        for one in expired:
            _end(one, State.EXPIRED)
    return asked + reminded + len(expired)


def answer_request(*, request: SheetRequest, raw: Mapping[UUID, Sequence[str]]) -> None:
    """Store what the supervisor says, once; the address goes.

    Raises SheetError for what cannot be read, and UserError: "empty" where nothing was answered, "gone"
    where the link opens nothing any more.
    """
    with transaction.atomic():
        found = _still_open(request)
        items = list(
            ItemVersion.objects.filter(entries__version=found.delivery.instrument_version_id).order_by(
                "entries__position"
            )
        )
        answers = {str(pk): one for pk, one in read_answers(items, raw).items() if one is not None}
        if not answers:
            raise UserError(
                _("Nothing was answered. Say what you saw, or that you cannot say."), code="empty"
            )
        found.answers = answers
        _end(found, State.ANSWERED)
        audit.record(actor=None, action="assessments.answer_request", target=found)


def decline_request(*, request: SheetRequest) -> None:
    """The person asked does not supervise this one. Raises UserError ("gone")."""
    with transaction.atomic():
        found = _still_open(request)
        _end(found, State.DECLINED)
        audit.record(actor=None, action="assessments.decline_request", target=found)


def drop_requests(*, about: User, delivery_ids: Iterable[int] | None = None) -> int:
    """Ask nobody about the person any more: open links end, and addresses go. In the caller's transaction."""
    rows = SheetRequest.objects.select_for_update().filter(about=about, state__in=OPEN_REQUESTS)
    if delivery_ids is not None:
        rows = rows.filter(delivery_id__in=delivery_ids)
    found = list(rows.order_by("pk"))
    for one in found:
        _let_go(one)
        one.delete()
    return len(found)


def letter_context(letter: Letter) -> dict[str, Any] | None:
    """What a letter to a supervisor says when it is sent; None where there is nobody left to ask about."""
    rows = SheetRequest.objects.filter(letter=letter, state=State.ASKED, expires_at__gt=clock.now())
    found = list(rows.select_related("about", "delivery").order_by("about__last_name", "about_id"))
    if not found:
        return None
    return {
        "course": found[0].delivery.title.get(letter.language.split("-")[0], ""),
        "until": max(one.expires_at for one in found if one.expires_at),
        "people": [
            {
                "name": str(one.about),
                "link": accounts.absolute_url(
                    "supervisor_sheet",
                    SheetRequest.token_for(one.uuid, one.number),
                    language=letter.language,
                ),
            }
            for one in found
        ],
    }


def _plan(
    people: Mapping[int, User], known: Mapping[int, SheetRequest], wanted: Mapping[int, str]
) -> dict[int, str]:
    """What changes, by the person's id."""
    plan, problems = {}, {}
    for pk, person in people.items():
        text, one = tidy_address(wanted[pk]), known.get(pk)
        failed = one is not None and one.letter is not None and one.letter.state in Letter.LOST
        if one is not None and one.state == State.ANSWERED:
            continue
        if text == (one.address if one else "") and not (failed and text):
            continue
        if text and text == person.email:
            problems[pk] = _("This is the person’s own address.")
        elif text and one is not None and one.state != State.WAITING and one.number >= MOST_LINKS:
            problems[pk] = _("Too many addresses were tried for this person.")
        plan[pk] = text
    if problems:
        raise AddressError(problems)
    return plan


def _set(delivery: Delivery, person: User, one: SheetRequest | None, text: str, language: str) -> None:
    if one is None:
        SheetRequest.objects.create(delivery=delivery, about=person, address=text, language=language)
        return
    _let_go(one)
    if not text and one.state in OPEN_REQUESTS:
        one.delete()
    elif text:
        if one.state != State.WAITING:
            one.number += 1
        one.state, one.address, one.language = State.WAITING, text, language
        one.token_hash = one.asked_at = one.reminded_at = one.expires_at = one.ended_at = None
        one.save()


def _ask(rows: Any) -> int:
    now, count = clock.now(), 0
    expires_at = now + timedelta(days=settings.SUPERVISOR_LINK_DAYS)
    for own in _by_address(rows):
        letter = _letter(ASK, own)
        for one in own:
            one.state, one.letter, one.asked_at, one.expires_at = State.ASKED, letter, now, expires_at
            one.token_hash = hash_token(SheetRequest.token_for(one.uuid, one.number))
            one.save()
            count += 1
    return count


def _remind(rows: Any) -> int:
    now, count = clock.now(), 0
    for own in _by_address(rows):
        letter = _letter(REMIND, own)
        for one in own:
            _let_go(one)
            one.letter, one.reminded_at = letter, now
            one.save(update_fields=["letter", "reminded_at"])
            count += 1
    return count


def _by_address(rows: Any) -> list[list[SheetRequest]]:
    """Requests that go out as one letter: whoever is asked about several people gets one."""
    found: dict[tuple[int, str, str], list[SheetRequest]] = defaultdict(list)
    for one in rows.select_for_update(of=("self",)).select_related("delivery").order_by("pk"):
        found[one.delivery_id, one.address, one.language].append(one)
    return list(found.values())


def _letter(kind: str, own: Sequence[SheetRequest]) -> Letter:
    first = own[0]
    return accounts.queue_letter(
        user=None,
        kind=kind,
        cause=f"{first.uuid}-{first.number}",
        address=first.address,
        language=first.language,
    )


def _still_open(request: SheetRequest) -> SheetRequest:
    rows = SheetRequest.objects.select_for_update(of=("self",)).select_related("delivery")
    found = rows.filter(pk=request.pk, token_hash=request.token_hash).first()
    if found is None or not found.is_open(clock.now()):
        raise UserError(_("This link opens nothing any more."), code="gone")
    return found


def _end(one: SheetRequest, state: RequestState) -> None:
    _let_go(one)
    one.state, one.address, one.ended_at = state, "", clock.now()
    one.save()


def _let_go(one: SheetRequest) -> None:
    """Take the request off its letter; a letter about nobody any more goes, and its address with it."""
    letter, one.letter = one.letter, None
    if one.pk and letter is not None:
        SheetRequest.objects.filter(pk=one.pk).update(letter=None)
        if not SheetRequest.objects.filter(letter=letter).exists():
            letter.delete()
