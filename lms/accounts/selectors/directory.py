"""Lists of people and centers for administrators."""

from django.db.models import Count, Prefetch, Q, QuerySet

from lms.accounts.models import Center, RoleGrant, User
from lms.accounts.roles import STAFF_ROLES, Role
from lms.core import search
from lms.core.models import AuditEvent


def people(*, q: str = "", center: Center | None = None, role: str = "") -> QuerySet[User]:
    """People who fit, with their center and roles at hand. Every word of `q` has to be found."""
    found = User.objects.select_related("center").prefetch_related(
        Prefetch(
            "role_grants",
            RoleGrant.objects.filter(revoked_at=None).select_related("center").order_by("role", "id"),
            to_attr="grants_in_force",
        )
    )
    for word in search.words(q):
        found = found.filter(search.holding(word, "first_name", "last_name", "email") | Q(curp__iexact=word))
    if center is not None:
        found = found.filter(center=center)
    if role == Role.CONCILIATOR:
        staff = RoleGrant.objects.filter(revoked_at=None, role__in=STAFF_ROLES).values("user_id")
        found = found.exclude(pk__in=staff)
    elif role:
        found = found.filter(role_grants__revoked_at=None, role_grants__role=role).distinct()
    return found.order_by("last_name", "first_name", "id")


def centers() -> QuerySet[Center]:
    """Every center with the number of its active people."""
    return Center.objects.annotate(people_count=Count("people", filter=Q(people__is_active=True))).order_by(
        "name", "id"
    )


def grants_history(user: User) -> QuerySet[RoleGrant]:
    """Every role a person has or had."""
    return (
        RoleGrant.objects.filter(user=user)
        .select_related("center", "granted_by")
        .order_by("-granted_at", "-id")
    )


def trail(user: User, limit: int = 20) -> QuerySet[AuditEvent]:
    """The latest recorded acts on a person's account."""
    return (
        AuditEvent.objects.filter(target_uuid=user.uuid)
        .select_related("actor")
        .order_by("-at", "-id")[:limit]
    )
