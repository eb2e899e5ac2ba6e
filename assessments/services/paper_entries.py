"""From an answer sheet on paper to a sitting: typed by one person, checked by another, then marked."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.item_types import AnswerError
from assessments.models import (
    Attempt,
    AttemptItem,
    Delivery,
    DeliveryForm,
    InstrumentVersion,
    PaperEntry,
    Response,
)
from assessments.models.attempts import packed
from assessments.rules.drawing import DrawError
from assessments.rules.paper_answers import answer_of
from assessments.selectors.previews import paper_of
from assessments.selectors.sittings import Place
from assessments.services.attempts import close
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

Typed = Mapping[str, str]


def paper_places(version: InstrumentVersion, edition: int) -> list[Place]:
    """The questions of one edition in their order. Raises UserError: "draw_short"."""
    try:
        return paper_of(version, edition=edition).places
    except DrawError as error:
        raise UserError(
            _("This test has too few questions to draw from. Tell your trainer."), code="draw_short"
        ) from error


def enter_paper(
    *,
    actor: User,
    delivery: Delivery,
    version: InstrumentVersion,
    edition: int,
    person: User,
    sat_on: date,
    typed: Typed,
) -> PaperEntry:
    """Keep one person's answer sheet as it was typed first, by place ("1": "B").

    Raises UserError: "anonymous", "no_such_form", "has_sitting", "has_paper", "future", "bad_answer".
    """
    _check_delivery(delivery, version)
    if sat_on > timezone.localdate(clock.now()):
        raise UserError(_("The date of the test is still to come."), code="future")
    _check_readable(paper_places(version, edition), typed)
    with transaction.atomic():
        _refuse_sitting(delivery, person)
        try:
            with transaction.atomic():
                entry = PaperEntry.objects.create(
                    delivery=delivery,
                    instrument_version=version,
                    edition=edition,
                    person=person,
                    sat_on=sat_on,
                    first=_told(typed),
                    entered_by=actor,
                    entered_at=clock.now(),
                )
        except IntegrityError as error:
            raise UserError(
                _("The paper of %(name)s was typed already. Nothing was changed.") % {"name": person},
                code="has_paper",
            ) from error
        audit.record(actor=actor, action="assessments.enter_paper", target=entry, edition=edition)
    return entry


def check_paper(*, actor: User, entry: UUID, typed: Typed) -> PaperEntry:
    """Keep what a second person read on the same sheet; where both read the same, it becomes a sitting.

    Raises UserError: "not_found", "stored", "own_paper", "bad_answer", "has_sitting".
    """
    with transaction.atomic():
        held = _held(entry)
        if held.entered_by_id == actor.pk:
            raise UserError(_("Who typed a paper does not check it: ask somebody else."), code="own_paper")
        places = paper_places(held.instrument_version, held.edition)
        _check_readable(places, typed)
        held.second, held.settled = _told(typed), {}
        held.checked_by, held.checked_at = actor, clock.now()
        held.save(update_fields=["second", "settled", "checked_by", "checked_at"])
        apart = differing(places, held)
        audit.record(actor=actor, action="assessments.check_paper", target=held, differing=len(apart))
        if not apart:
            _store(actor, held, places)
    return held


def settle_paper(*, actor: User, entry: UUID, typed: Typed) -> PaperEntry:
    """Say what the sheet says where the two hands differed; once all is said, it becomes a sitting.

    Raises UserError: "not_found", "stored", "not_checked", "bad_answer", "unsettled", "has_sitting".
    """
    with transaction.atomic():
        held = _held(entry)
        if held.checked_at is None:
            raise UserError(_("A second person has to check it first."), code="not_checked")
        places = paper_places(held.instrument_version, held.edition)
        apart = {str(place.position) for place in differing(places, held)}
        if missing := sorted(apart - typed.keys(), key=int):
            raise UserError(
                _("Please say what the paper says in: %(places)s.") % {"places": ", ".join(missing)},
                code="unsettled",
            )
        said = {place: words for place, words in typed.items() if place in apart}
        _check_readable(places, said)
        held.settled = said
        held.save(update_fields=["settled"])
        audit.record(
            actor=actor, action="assessments.settle_paper", target=held, places=sorted(said, key=int)
        )
        _store(actor, held, places)
    return held


def discard_paper(*, actor: User, entry: UUID) -> None:
    """Forget what was typed, while there is no sitting of it. Raises UserError: "not_found", "stored"."""
    with transaction.atomic():
        held = _held(entry)
        audit.record(actor=actor, action="assessments.discard_paper", target=held)
        held.delete()


def differing(places: Sequence[Place], entry: PaperEntry) -> list[Place]:
    """The places where the two hands read different answers; how they wrote them does not matter."""
    return [
        place
        for place in places
        if _answer(place, entry.first.get(str(place.position), ""))
        != _answer(place, entry.second.get(str(place.position), ""))
    ]


def _store(actor: User, entry: PaperEntry, places: Sequence[Place]) -> Attempt:
    """The sitting, marked as any other one; within the caller's transaction."""
    _refuse_sitting(entry.delivery, entry.person)
    at = timezone.make_aware(datetime.combine(entry.sat_on, time(12)))
    at = min(at, clock.now())
    attempt = Attempt.objects.create(
        delivery=entry.delivery,
        instrument_version=entry.instrument_version,
        user=entry.person,
        number=1,
        started_at=at,
        epoch=1,
        seed=entry.edition,
    )
    for place in places:
        place.asked.attempt = attempt
    AttemptItem.objects.bulk_create([place.asked for place in places])
    told = {**entry.second, **entry.settled}
    Response.objects.bulk_create(
        [
            Response(
                attempt=attempt, item_version=place.item, answer=packed(answer), seq=1, saved_at=clock.now()
            )
            for place in places
            if (answer := _answer(place, told.get(str(place.position), ""))) is not None
        ]
    )
    close(attempt, actor=actor, at=at, expired=False)
    entry.attempt = attempt
    entry.save(update_fields=["attempt"])
    audit.record(
        actor=actor,
        action="assessments.store_paper",
        target=attempt,
        source="paper",
        entered_by=str(entry.entered_by.uuid) if entry.entered_by else None,
        checked_by=str(entry.checked_by.uuid) if entry.checked_by else None,
        settled=sorted(entry.settled, key=int),
    )
    return attempt


def unreadable(places: Sequence[Place], typed: Typed) -> list[Place]:
    """The places whose typed answer cannot be on the paper."""
    found = []
    for place in places:
        try:
            _answer(place, typed.get(str(place.position), ""))
        except AnswerError:
            found.append(place)
    return found


def _check_readable(places: Sequence[Place], typed: Typed) -> None:
    if wrong := unreadable(places, typed):
        raise UserError(
            ngettext(
                "This cannot be an answer: question %(places)s. Look at the paper again.",
                "These cannot be answers: questions %(places)s. Look at the paper again.",
                len(wrong),
            )
            % {"places": ", ".join(str(place.position) for place in wrong)},
            code="bad_answer",
        )


def _answer(place: Place, typed: str) -> Any:
    return answer_of(place.item.type, place.item.content, typed)


def _told(typed: Typed) -> dict[str, str]:
    return {place: words.strip() for place, words in typed.items() if words.strip()}


def _check_delivery(delivery: Delivery, version: InstrumentVersion) -> None:
    if delivery.anonymous:
        raise UserError(_("This form is anonymous and is sent in one piece."), code="anonymous")
    forms = set(
        DeliveryForm.objects.filter(delivery=delivery).values_list("instrument_version_id", flat=True)
    )
    if version.pk not in (forms or {delivery.instrument_version_id}):
        raise UserError(_("This form is not of this test."), code="no_such_form")


def _refuse_sitting(delivery: Delivery, person: User) -> None:
    if Attempt.objects.filter(delivery=delivery, user=person).exists():
        raise UserError(
            _("%(name)s has taken this test on a screen: the paper cannot be stored beside it.")
            % {"name": person},
            code="has_sitting",
        )


def _held(entry: UUID) -> Any:
    rows = PaperEntry.objects.select_for_update(of=("self",)).select_related(
        "delivery", "instrument_version", "person", "entered_by", "checked_by"
    )
    held = rows.filter(uuid=entry).first()
    if held is None:
        raise UserError(_("This paper is no longer here."), code="not_found")
    if held.attempt_id is not None:
        raise UserError(_("This paper is stored already; it no longer changes."), code="stored")
    return held
