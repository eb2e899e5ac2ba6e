"""Which roles a person holds, and for which centers."""

from collections.abc import Callable, Collection, Iterable
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, When

from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import STAFF_ROLES, Role
from lms.core.composed import Composed

SECOND_FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]

Held = TypeVar("Held")
RoleSource = Callable[[User], Iterable[Role]]
_sources: list[RoleSource] = []


def register_role_source(source: RoleSource) -> None:
    """Let an app say which roles follow from its own rows (enrolled people are conciliators)."""
    if source not in _sources:
        _sources.append(source)


def grants_of(user: User) -> list[Any]:
    """The grants in force."""
    return _once(user, "grants", lambda: _GRANTS(holder=user.pk))


def _grants(holder: int) -> QuerySet[Any]:
    """With them whether their holder has a second factor, which each page of staff asks as well."""
    factors = Authenticator.objects.filter(user_id=OuterRef("user_id"), type__in=SECOND_FACTORS)
    rows = RoleGrant.objects.filter(user_id=holder, revoked_at__isnull=True)
    return rows.annotate(has_second_factor=Exists(factors)).order_by("role", "id")


_GRANTS = Composed(_grants)


def has_second_factor(user: User) -> bool:
    """Whether the person has set up a second factor that they sign in with."""
    for grant in grants_of(user):
        return bool(grant.has_second_factor)
    return is_mfa_enabled(user, types=SECOND_FACTORS)


def _once(user: Any, name: str, read: Callable[[], Held]) -> Held:
    """What `read` gives, asked once per loaded person, thus per request; `forget_roles` forgets it."""
    held: dict[str, Any] | None = getattr(user, "_held", None)
    if held is None:  # through the attribute: `request.user` is a wrapper with a dictionary of its own
        held = user._held = {}
    if name not in held:
        held[name] = read()
    found: Held = held[name]
    return found


def remember_no_grants(user: User) -> None:
    """Spare whoever was loaded without any grant the question."""
    _once(user, "grants", list)


def roles_of(user: User | AnonymousUser) -> frozenset[Role]:
    """The roles of a person: all for a superuser, none for a stranger or a closed account.

    Somebody without any staff role is a conciliator; staff are too when they are enrolled.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    if user.is_superuser:
        return frozenset(Role)
    return _once(user, "roles", lambda: _read_roles(user))


def _read_roles(user: User) -> frozenset[Role]:
    held = {Role(grant.role) for grant in grants_of(user)}
    if held.isdisjoint(STAFF_ROLES):
        return frozenset(held | {Role.CONCILIATOR})
    for source in _sources:
        held.update(source(user))
    return frozenset(held)


def has_role(user: User | AnonymousUser, *roles: Role) -> bool:
    """Whether the person holds at least one of `roles`."""
    return not roles_of(user).isdisjoint(roles)


def is_staff_member(user: User | AnonymousUser) -> bool:
    """Whether the person holds any role but conciliator."""
    if not user.is_authenticated or not user.is_active:
        return False
    return user.is_superuser or any(grant.role in STAFF_ROLES for grant in grants_of(user))


def rank(user: User) -> int:
    """How far a person's rights reach, whether or not the account is open: 3 for the system's owner."""
    loaded: int | None = getattr(user, "loaded_rank", None)
    if loaded is not None:
        return loaded
    if user.pk is None:
        return 0
    return 3 if user.is_superuser else rank_of(Role(grant.role) for grant in grants_of(user))


def ranked(people: QuerySet[User]) -> QuerySet[User]:
    """The same people, each with their `rank` already known."""
    held = RoleGrant.objects.filter(user_id=OuterRef("pk"), revoked_at=None).order_by()
    return people.annotate(
        loaded_rank=Case(
            When(is_superuser=True, then=3),
            When(Exists(held.filter(role=Role.ADMINISTRATOR)), then=2),
            When(Exists(held.filter(role__in=STAFF_ROLES)), then=1),
            default=0,
            output_field=IntegerField(),
        )
    )


def rank_of(held: Iterable[Role]) -> int:
    """The same for roles: 2 for administrators, 1 for other staff, 0 for conciliators."""
    held = frozenset(held)
    return 2 if Role.ADMINISTRATOR in held else int(not held.isdisjoint(STAFF_ROLES))


def managed_center_ids(user: User | AnonymousUser) -> set[int]:
    """The centers that the person manages; a superuser manages every one."""
    if not user.is_authenticated or not user.is_active:
        return set()
    if user.is_superuser:
        everything = Center.objects.order_by("id").values_list("id", flat=True)
        return set(_once(user, "centers", lambda: list(everything)))
    managed = (grant for grant in grants_of(user) if grant.role == Role.CENTER_MANAGER)
    return {grant.center_id for grant in managed if grant.center_id is not None}


def center_managers(center_ids: Collection[int]) -> dict[int, str]:
    """By center, the names of those who manage it and can still sign in."""
    rows = RoleGrant.objects.filter(
        role=Role.CENTER_MANAGER, center_id__in=center_ids, revoked_at__isnull=True, user__is_active=True
    )
    found: dict[int, list[str]] = {}
    for grant in rows.select_related("user").order_by("user__last_name", "user__first_name", "pk"):
        if grant.center_id is not None:
            found.setdefault(grant.center_id, []).append(grant.user.get_full_name())
    return {center: ", ".join(dict.fromkeys(names)) for center, names in found.items()}


def holders_of(role: Role) -> list[User]:
    """Who holds a role, by a grant in force."""
    held = RoleGrant.objects.filter(role=role, revoked_at__isnull=True).values("user")
    return list(User.objects.filter(pk__in=held, is_active=True).order_by("pk"))


def is_program_officer(user: User | AnonymousUser) -> bool:
    """Whether the person sees the whole program."""
    return has_role(user, Role.PROGRAM_OFFICER)
