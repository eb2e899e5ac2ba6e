"""Asking for a bundle, deciding on it, making it, handing it out, taking it back."""

import hashlib
import logging
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from django_tasks import task

from analytics import disclosure
from analytics.certificates.models import private_storage
from analytics.releases.models import is_withdrawn, latest
from analytics.restricted.models import RestrictedBundle
from analytics.restricted.watermark import codes_in, is_of
from lms.accounts.api import has_role
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import audit, clock
from lms.core.errors import UserError

AUDIENCE = "own_center"
ASKS, DECIDES = Role.PROGRAM_OFFICER, Role.ADMINISTRATOR
LONGEST = timedelta(days=366)
STUCK = timedelta(hours=1)
State = RestrictedBundle.State
logger = logging.getLogger(__name__)


def may_decide(actor: User, bundle: RestrictedBundle) -> bool:
    """Whoever administers, never who asked."""
    return bundle.state == State.ASKED and has_role(actor, DECIDES) and bundle.asked_by_id != actor.pk


def may_take(actor: User, bundle: RestrictedBundle) -> bool:
    """Whoever asked, once somebody else approved."""
    return bundle.state == State.READY and has_role(actor, ASKS) and bundle.asked_by_id == actor.pk


def may_make_again(actor: User, bundle: RestrictedBundle) -> bool:
    """Whoever asked, where making it failed or was interrupted."""
    stuck = bundle.state == State.MAKING and bundle.decided_at is not None
    stopped = stuck and clock.now() - bundle.decided_at > STUCK  # type: ignore[operator]
    return bundle.asked_by_id == actor.pk and (bundle.state == State.FAILED or stopped)


def may_revoke(bundle: RestrictedBundle) -> bool:
    """As long as there is something to take back."""
    return bundle.state in (State.ASKED, State.MAKING, State.FAILED, State.READY)


def ask(
    *,
    actor: User,
    recipient: str,
    organization: str,
    email: str,
    purpose: str,
    expires_on: date,
    agreement_name: str,
    agreement: bytes,
) -> RestrictedBundle:
    """Ask for a bundle; of the agreement its name and SHA-256 are kept."""
    if not has_role(actor, ASKS):
        raise UserError(_("A program officer asks for a bundle."), code="not_yours")
    if not clock.today() < expires_on <= clock.today() + LONGEST:
        raise UserError(_("The use ends within a year, and not today."), code="expiry")
    with transaction.atomic():
        made = RestrictedBundle.objects.create(
            recipient=recipient,
            organization=organization,
            email=email,
            purpose=purpose,
            agreement_name=agreement_name[-200:],
            agreement_sha256=hashlib.sha256(agreement).hexdigest(),
            expires_on=expires_on,
            asked_at=clock.now(),
            asked_by=actor,
        )
        audit.record(
            actor=actor,
            action="analytics.ask_bundle",
            target=made,
            agreement=made.agreement_sha256,
            expires=expires_on.isoformat(),
        )
    return made


def decide(*, actor: User, bundle: RestrictedBundle, approved: bool, reason: str = "") -> None:
    """Approve, which begins the making, or decline with a reason; never one's own."""
    with transaction.atomic():
        bundle = RestrictedBundle.objects.select_for_update().get(pk=bundle.pk)
        if bundle.asked_by_id == actor.pk:
            raise UserError(_("Somebody else has to approve what you asked for."), code="four_eyes")
        if not may_decide(actor, bundle):
            raise UserError(_("There is nothing to decide here any more."), code="decided")
        if not approved and not reason.strip():
            raise UserError(_("Say why it is declined."), code="reason")
        bundle.decided_at, bundle.decided_by = clock.now(), actor
        bundle.declined, bundle.reason = not approved, reason.strip()
        bundle.save(update_fields=["decided_at", "decided_by", "declined", "reason"])
        action = "analytics.approve_bundle" if approved else "analytics.decline_bundle"
        audit.record(actor=actor, action=action, target=bundle)
        if approved:
            transaction.on_commit(lambda: make_bundle.enqueue(bundle.pk))


def make_again(*, actor: User, bundle: RestrictedBundle) -> None:
    """Begin anew what failed."""
    with transaction.atomic():
        bundle = RestrictedBundle.objects.select_for_update().get(pk=bundle.pk)
        if not may_make_again(actor, bundle):
            raise UserError(_("There is nothing to make again here."), code="not_failed")
        RestrictedBundle.objects.filter(pk=bundle.pk).update(failure="", progress=0)
        audit.record(actor=actor, action="analytics.make_bundle_again", target=bundle)
        transaction.on_commit(lambda: make_bundle.enqueue(bundle.pk))


@task()
def make_bundle(bundle_id: int) -> bool:
    """Make the file of an approved bundle; what stands in the way is kept for its page."""
    bundle = RestrictedBundle.objects.filter(pk=bundle_id).select_related("asked_by", "decided_by").first()
    if bundle is None or bundle.state != State.MAKING:
        return False
    try:
        made = _content(bundle, _noting(bundle.pk))
    except UserError as error:
        RestrictedBundle.objects.filter(pk=bundle.pk).update(failure=str(error)[:300])
        return False
    except Exception:
        RestrictedBundle.objects.filter(pk=bundle.pk).update(
            failure=_("It stopped for a reason that only the server’s log tells.")
        )
        raise
    _keep(bundle, *made)
    return True


def _noting(pk: int) -> Callable[[int, int], None]:
    def note(done: int, of: int) -> None:
        RestrictedBundle.objects.filter(pk=pk).update(progress=round(100 * done / max(of, 1)))

    return note


def _content(bundle: RestrictedBundle, note: Callable[[int, int], None]) -> tuple[bytes, Any]:
    # NumPy and the statistics, which only the worker needs.
    from analytics.program.bundle import contents
    from analytics.restricted.content import build
    from analytics.restricted.gathering import gather
    from analytics.restricted.watermark import Codes
    from analytics.selectors.released import released
    from analytics.selectors.scopes import everybody_scope

    release, k = latest(), disclosure.minimum(AUDIENCE)
    if release is None or is_withdrawn(release):
        raise UserError(_("There is no publication of figures that stands, so there is nothing to hand out."))
    scope = everybody_scope()
    found = released(scope)
    gathered = gather(release, found, k=k, progress=note)
    if not gathered.people:
        raise UserError(_("Too few people have published results for rows of them to be handed out."))
    terms = {
        "recipient": bundle.recipient,
        "organization": bundle.organization,
        "purpose": bundle.purpose,
        "expires_on": bundle.expires_on.isoformat(),
        "agreement": bundle.agreement_sha256,
        "asked_by": str(bundle.asked_by),
        "approved_by": str(bundle.decided_by),
        "bundle": str(bundle.uuid),
    }
    shared = contents(found, scope, release)
    return build(shared, gathered, Codes(bytes(bundle.key)), terms, k=k), release


def _keep(bundle: RestrictedBundle, content: bytes, release: Any) -> None:
    digest = hashlib.sha256(content).hexdigest()
    # Before the row commits: a file without a row harms nobody, a row without its file would.
    name = private_storage().save(f"bundles/{bundle.uuid}.zip", ContentFile(content))
    with transaction.atomic():
        now = RestrictedBundle.objects.select_for_update().get(pk=bundle.pk)
        if now.state != State.MAKING:  # revoked meanwhile, or made by another worker
            private_storage().delete(name)
            return
        now.file, now.sha256, now.made_at, now.progress, now.release = name, digest, clock.now(), 100, release
        now.save(update_fields=["file", "sha256", "made_at", "progress", "release"])
        audit.record(
            actor=None, action="analytics.make_bundle", target=now, sha256=digest, release=release.number
        )


def take(*, actor: User, bundle: RestrictedBundle) -> bytes:
    """The file, for whoever asked for it; each time is written to the log."""
    if not may_take(actor, bundle):
        raise UserError(_("This bundle cannot be taken."), code="not_ready")
    if bundle.release is not None and is_withdrawn(bundle.release):
        raise UserError(
            _("Its publication of figures was withdrawn; ask for a new bundle."), code="withdrawn"
        )
    with transaction.atomic():
        audit.record(actor=actor, action="analytics.take_bundle", target=bundle, sha256=bundle.sha256)
    with private_storage().open(bundle.file.name) as file:
        content: bytes = file.read()
    return content


def revoke(*, actor: User, bundle: RestrictedBundle, reason: str) -> None:
    """Take it back: the file goes at once. Whoever has it must be told; the row says to whom to write."""
    if not reason.strip():
        raise UserError(_("Say why it is revoked."), code="reason")
    with transaction.atomic():
        bundle = RestrictedBundle.objects.select_for_update().get(pk=bundle.pk)
        if not may_revoke(bundle):
            raise UserError(_("There is nothing to revoke here any more."), code="over")
        name, bundle.file = bundle.file.name, ""
        bundle.revoked_at, bundle.revoked_by, bundle.reason = clock.now(), actor, reason.strip()
        bundle.save(update_fields=["file", "revoked_at", "revoked_by", "reason"])
        audit.record(actor=actor, action="analytics.revoke_bundle", target=bundle)
    if name:
        private_storage().delete(name)


def trace(*, actor: User, text: str) -> RestrictedBundle | None:
    """The bundle from which a row came, by any of its codes; the search is written to the log."""
    codes = codes_in(text)[:50]
    found = next(
        (
            one
            for one in RestrictedBundle.objects.order_by("-asked_at", "-pk").iterator(chunk_size=500)
            if any(is_of(bytes(one.key), code) for code in codes)
        ),
        None,
    )
    with transaction.atomic():
        audit.record(actor=actor, action="analytics.trace_bundle", target=found, codes=len(codes))
    return found
