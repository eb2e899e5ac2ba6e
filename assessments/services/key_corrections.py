"""Correcting a key, or annulling a question, after people were marked."""

from datetime import timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from assessments import registries
from assessments.enums import DraftState, Feedback
from assessments.models import (
    Attempt,
    Delivery,
    ItemDraft,
    ItemVersion,
    KeyCorrection,
    Regrade,
    RegradeRun,
)
from assessments.rules.corrections import Correction
from assessments.selectors.correction_effects import deliveries_in_scope
from assessments.selectors.corrections import in_force
from assessments.services.regrading import closed_sittings, regrade_sitting
from lms.accounts import api as accounts
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

# Sittings marked while somebody waits, and between two words on how far it is: about a second's work.
PORTION = 100
# After it a run is taken for left behind: a portion takes seconds.
IDLE = timedelta(minutes=10)


def correct_key(
    *,
    actor: User,
    item_version: ItemVersion,
    delivery: Delivery | None,
    correction: Correction,
    reason: str,
) -> KeyCorrection:
    """Decide how a version of a question counts, in one delivery or (None) wherever it was asked.

    Sittings that asked it are marked anew, the first PORTION of them at once; where `run.finished_at` is
    empty then, `go_on` does the rest. People who could see their result get a letter where it changed.
    Another key is proposed as a draft of the question. The same decision twice is one: the second call
    goes on with what the first left undone. Raises UserError: "not_yours", "no_reason".
    """
    reason = reason.strip()
    allowed = registries.may_correct_everywhere(actor) or (
        delivery is not None and registries.may_mark(actor, delivery)
    )
    if not allowed:
        raise UserError(_("You may not correct this key."), code="not_yours")
    if not reason:
        raise UserError(_("Say why the key is corrected."), code="no_reason")
    with transaction.atomic():
        made = _kept(actor, item_version, delivery, correction, reason)
    go_on(made)
    return made


def go_on(made: KeyCorrection) -> RegradeRun:
    """Mark the next PORTION of sittings anew, and keep how far that is; nothing is done twice.

    Each sitting is one transaction with its letter: what was done stays when a later one fails. Those under
    way are gone through as well: whoever hands in this moment may have read the key before, so they are
    waited for.
    """
    run = _run_of(made)
    if run.finished_at is not None:
        return run
    waiting = _sittings(made, closed=False).filter(pk__gt=run.reached).values_list("pk", flat=True)
    portion = list(waiting[: PORTION + 1])
    for pk in portion[:PORTION]:
        with transaction.atomic():
            regrade = regrade_sitting(pk, actor=made.actor, reason=made.reason)
            if regrade is not None:
                made.regrades.add(regrade)
                _tell(regrade)
    with transaction.atomic():
        run = RegradeRun.objects.select_for_update().get(pk=run.pk)
        run.moved_at = clock.now()
        if portion[:PORTION]:
            # Of two that go on at once neither sends the other back.
            run.reached = max(run.reached, portion[:PORTION][-1])
            run.done = _sittings(made).filter(pk__lte=run.reached).count()
        if len(portion) <= PORTION:
            run.finished_at = run.moved_at
        run.asked = max(run.asked, run.done)
        run.save()
    made.run = run
    return run


def unfinished() -> list[KeyCorrection]:
    """Corrections whose marking anew stopped half-way: nothing moved for IDLE."""
    still = RegradeRun.objects.filter(finished_at__isnull=True, moved_at__lt=clock.now() - IDLE)
    return [one.correction for one in still.select_related("correction").order_by("pk")]


def _run_of(made: KeyCorrection) -> RegradeRun:
    asked = _sittings(made).count()
    return RegradeRun.objects.get_or_create(
        correction=made, defaults={"asked": asked, "moved_at": clock.now()}
    )[0]


def _sittings(made: KeyCorrection, *, closed: bool = True) -> QuerySet[Attempt]:
    """Those that asked the question, in which it is marked already or (not `closed`) may be any moment."""
    scope = deliveries_in_scope(made.item_version, made.delivery)
    if closed:
        return closed_sittings(scope, item_version_id=made.item_version_id)
    return Attempt.objects.filter(delivery_id__in=scope, items__item_version=made.item_version_id).order_by(
        "pk"
    )


def _kept(
    actor: User, item_version: ItemVersion, delivery: Delivery | None, correction: Correction, reason: str
) -> KeyCorrection:
    """The correction as a row; the one in force where it says the same."""
    # Two who decide at once are one after the other here.
    ItemVersion.objects.select_for_update().get(pk=item_version.pk)
    scope = None if delivery is None else delivery.pk
    now = in_force(item_version_id=item_version.pk, delivery_id=scope)
    if now is not None and (now.kind, now.content) == (correction.kind, correction.content):
        return now
    made = KeyCorrection.objects.create(
        item_version=item_version,
        delivery=delivery,
        kind=correction.kind,
        content=correction.content,
        reason=reason,
        at=clock.now(),
        actor=actor,
    )
    audit.record(
        actor=actor,
        action="assessments.correct_key",
        target=made,
        question=item_version.item.key,
        version=item_version.number,
        delivery=None if delivery is None else str(delivery.uuid),
        kind=str(correction.kind),
        reason=reason,
    )
    if correction.content:
        _propose(actor, item_version, correction)
    return made


def _propose(actor: User, item_version: ItemVersion, correction: Correction) -> None:
    """A draft of the question with the right key; one that somebody is writing is left alone."""
    newest = item_version.item.versions.order_by("-number").first()
    if newest is None or newest.pk != item_version.pk:
        return
    ItemDraft.objects.get_or_create(
        item=item_version.item,
        defaults={
            "type": item_version.type,
            "content": correction.content,
            "state": DraftState.DRAFT,
            "edited_at": clock.now(),
            "edited_by": actor,
            "note": _("The key was corrected after people were marked."),
        },
    )


def _tell(regrade: Regrade) -> None:
    """A letter to whoever could see a result that is now another."""
    attempt = regrade.attempt
    if attempt.delivery.feedback == Feedback.NONE or not attempt.delivery.tells:
        return
    language = attempt.user.language
    title = attempt.instrument_version.title
    accounts.queue_letter(
        user=attempt.user,
        kind="result_changed",
        cause=f"regrade-{regrade.pk}",
        context={
            "title": title.get(language.split("-")[0]) or title.get("es") or "",
            "link": accounts.absolute_url("attempt_submitted", attempt.uuid, language=language),
        },
    )
