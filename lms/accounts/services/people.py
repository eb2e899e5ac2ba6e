"""Making and changing people's accounts."""

from collections.abc import Sequence
from dataclasses import replace

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lms.accounts import curp as curps
from lms.accounts.data import PersonResult, PersonRow
from lms.accounts.models import User
from lms.accounts.selectors.people import by_curp, by_email
from lms.accounts.selectors.roles import rank
from lms.accounts.services.addresses import check_address
from lms.accounts.services.reach import must_reach
from lms.core import audit, text
from lms.core.errors import UserError

BATCH = 500

_FIELDS = (
    "first_name",
    "last_name",
    "curp",
    "center_id",
    "office_id",
    "job_role",
    "sex",
    "birth_year",
    "state",
    "language",
)


def match_people(*, actor: User | None, rows: Sequence[PersonRow]) -> list[PersonResult | UserError]:
    """What `save_people` would do with each row, without doing it, in two queries."""
    emails, keys = by_email(row.email for row in rows), by_curp(row.curp for row in rows)
    results: list[PersonResult | UserError] = []
    for row in rows:
        try:
            results.append(_result(actor, row, *_match(row, emails, keys)))
        except UserError as error:
            results.append(error)
    return results


def create_or_update_person(*, actor: User | None, row: PersonRow) -> PersonResult:
    """Make the account that `row` describes, or bring the known one up to date.

    The same row again changes nothing. A person is known by e-mail, else by CURP; a CURP that
    contradicts the address is refused, because one of the two must be wrong. Closed accounts are
    refused, and so is changing what is known of staff: that is done on their own page.
    """
    return save_people(actor=actor, rows=[row])[0]


def create_person(*, actor: User | None, row: PersonRow) -> User:
    """Make the account that `row` describes; refused where somebody known has its address or CURP."""
    with transaction.atomic():
        (found,) = match_people(actor=actor, rows=[row])
        if isinstance(found, UserError):
            raise found
        if found.user_id is not None:
            person = User.objects.get(pk=found.user_id)
            raise UserError(
                _("%(name)s already has an account with this e-mail or CURP: %(email)s.")
                % {"name": person, "email": person.email},
                code="known",
            )
        create_or_update_person(actor=actor, row=row)
        return User.objects.get(email=_email(row))


def save_people(*, actor: User | None, rows: Sequence[PersonRow]) -> list[PersonResult]:
    """`create_or_update_person` for many rows: all of them or, when one is refused, none.

    Written in bulk, so that the number of queries hardly grows with the rows.
    """
    with transaction.atomic():
        emails, keys = by_email(row.email for row in rows), by_curp(row.curp for row in rows)
        # One object per account, whichever way a row finds it: a change must not undo another.
        keys = {key: emails.get(user.email, user) for key, user in keys.items()}
        planned = [_planned(actor, row, emails, keys) for row in rows]
        _write(actor, [(user, result) for user, result in planned if result.outcome != "unchanged"])
    return [replace(result, user_id=user.pk) for user, result in planned]


def _planned(
    actor: User | None, row: PersonRow, emails: dict[str, User], keys: dict[str, User]
) -> tuple[User, PersonResult]:
    """The account as the row wants it, not written yet; the next rows find it by address and CURP."""
    user, matched_by = _match(row, emails, keys)
    result = _result(actor, row, user, matched_by)
    if user is None:
        user = User(email=_email(row))
        user.set_unusable_password()
    if row.center_id is not None and row.center_id != user.center_id:
        user.office_id = None  # an office of the center before
    for name, value in _given(row).items():
        setattr(user, name, value)
    emails[user.email] = user
    if user.curp:
        keys[user.curp] = user
    return user, result


def _write(actor: User | None, planned: Sequence[tuple[User, PersonResult]]) -> None:
    fresh = [user for user, result in planned if result.outcome == "created"]
    known = list({id(user): user for user, _result in planned if user.pk is not None}.values())
    try:
        with transaction.atomic():
            User.objects.bulk_create(fresh, batch_size=BATCH)
            # allauth takes a code sent to this address as the proof of it.
            EmailAddress.objects.bulk_create(
                [EmailAddress(user=user, email=user.email, primary=True, verified=False) for user in fresh],
                batch_size=BATCH,
            )
            User.objects.bulk_update(known, _FIELDS, batch_size=BATCH)
    except IntegrityError as error:
        raise UserError(_("Somebody else just saved this person. Try again."), code="raced") from error
    audit.record_many(
        actor=actor,
        events=[
            (
                f"accounts.{'create' if result.outcome == 'created' else 'update'}_person",
                user,
                {"fields": [name for name, _before, _after in result.changes]},
            )
            for user, result in planned
        ],
    )


def _match(row: PersonRow, emails: dict[str, User], keys: dict[str, User]) -> tuple[User | None, str]:
    _check(row)
    known = emails.get(_email(row))
    key = curps.normalized(row.curp)
    same_key = keys.get(key) if key else None
    if known is not None:
        if key and known.curp and known.curp != key:
            raise UserError(_("This e-mail belongs to somebody with another CURP."), code="curp_differs")
        if same_key is not None and _differ(same_key, known):
            raise UserError(_("This CURP belongs to somebody with another e-mail."), code="curp_taken")
        return known, "email"
    return same_key, "curp" if same_key is not None else ""


def _differ(one: User, other: User) -> bool:
    """Whether these are two people; one who is not written yet has no key to compare."""
    return one is not other and (one.pk is None or one.pk != other.pk)


def _check(row: PersonRow) -> None:
    check_address(row.email)
    fault = curps.fault(curps.normalized(row.curp))
    if fault:
        raise UserError(fault, code="curp_invalid")
    if not text.name(row.first_name):
        raise UserError(_("The name is missing."), code="name_missing")


def _email(row: PersonRow) -> str:
    return text.address(row.email)


def _given(row: PersonRow) -> dict[str, object]:
    values = {name: getattr(row, name) for name in _FIELDS}
    values["curp"] = curps.normalized(row.curp)
    tidied = {name: text.name(value) if isinstance(value, str) else value for name, value in values.items()}
    return {name: value for name, value in tidied.items() if value not in ("", None)}


def _result(actor: User | None, row: PersonRow, user: User | None, matched_by: str) -> PersonResult:
    given = _given(row)
    if user is None:
        changes = tuple((name, "", str(value)) for name, value in given.items())
        return PersonResult("created", None, "", changes)
    changes = tuple(
        (name, str(getattr(user, name) or ""), str(value))
        for name, value in given.items()
        if getattr(user, name) != value
    )
    if changes:
        must_reach(actor, user)
    if not user.is_active:
        raise UserError(_("This account is closed."), code="inactive")
    if changes and actor is not None and rank(user):
        raise UserError(
            _("This person has a role in the program: what is known of them is changed on their own page."),
            code="staff",
        )
    return PersonResult("updated" if changes else "unchanged", user.pk, matched_by, changes)
