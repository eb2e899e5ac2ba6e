"""The accounts that the demo prints, one per role."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from lms.accounts.models import Center, User
from lms.accounts.roles import Role
from lms.core import clock
from lms.demo.people import DOMAIN, PASSWORD


@dataclass(frozen=True, slots=True)
class Account:
    """Who can sign in to the demo."""

    local: str
    first_name: str
    last_name: str
    role: Role
    center: str
    says: str

    @property
    def email(self) -> str:
        return f"{self.local}@{DOMAIN}"


ACCOUNTS = (
    Account("conciliadora", "Itzel", "Cruz Hernández", Role.CONCILIATOR, "ccl-valles", "conciliator, halfway through the course"),
    Account("egresada", "Rosa Elena", "Vela Ibáñez", Role.CONCILIATOR, "ccl-valles", "conciliator who finished months ago"),
    Account("capacitadora", "Maribel", "Ochoa Vela", Role.TRAINER, "", "trainer of the four cohorts"),
    Account("evaluador", "Samuel", "Reyes Chan", Role.TRAINER, "", "the other trainer, who assesses as well"),
    Account("gerencia", "Teresa", "Llanos Ruiz", Role.CENTER_MANAGER, "ccl-valles", "manager of the center in Valles"),
    Account("programa", "Julia", "Arriaga Peña", Role.PROGRAM_OFFICER, "", "program officer"),
    Account("edicion", "Nicolás", "Tun Salgado", Role.EDITOR, "", "content editor: writes lessons, submits them"),
    Account("revision", "Elena", "Sosa Vidal", Role.REVIEWER, "", "content reviewer: approves and publishes"),
    Account("administracion", "Óscar", "Yáñez Ríos", Role.ADMINISTRATOR, "", "administrator"),
)  # fmt: skip


def make_accounts(centers: dict[str, Center]) -> dict[str, User]:
    """The accounts by the part of their address before the @, ready to sign in."""
    users = {}
    # One hash for all: making one takes a third of a second, and the password is known anyway.
    password = make_password(PASSWORD)
    for account in ACCOUNTS:
        user = User.objects.create_user(
            account.email,
            first_name=account.first_name,
            last_name=account.last_name,
            center=centers.get(account.center),
            sex=User.Sex.MALE
            if account.local in {"evaluador", "edicion", "administracion"}
            else User.Sex.FEMALE,
            birth_year=1988,
            state=centers[account.center].state if account.center else "",
        )
        # The staff was here yesterday; whoever learns, when they last did something.
        was_here = None if account.role == Role.CONCILIATOR else timezone.now() - timedelta(days=1)
        User.objects.filter(pk=user.pk).update(
            password=password, date_joined=clock.now(), last_login=was_here
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        users[account.local] = user
    return users
