"""The invented people and centers. Every name is made up by combining common ones."""

import random
import unicodedata
from dataclasses import dataclass

from lms.accounts.mexican_states import State
from lms.accounts.models import Center, Office, User

SEED = 2023
PASSWORD = "acuerdo-demo"  # noqa: S105 - published on purpose: the demo listens on localhost only
DOMAIN = "acuerdo.example"

CENTERS = (
    # code, name, kind, state, time zone, people, and how far above or below the others it starts
    ("cfcrl-centro", "Centro Federal, sede Centro", Center.Kind.FEDERAL, State.CMX, "America/Mexico_City", 61, 0.25),
    ("cfcrl-norte", "Centro Federal, sede Norte", Center.Kind.FEDERAL, State.NLE, "America/Monterrey", 48, 0.2),
    ("ccl-valles", "Centro de Conciliación Laboral, Valles", Center.Kind.STATE, State.MEX, "America/Mexico_City", 55, 0.0),
    ("ccl-bajio", "Centro de Conciliación Laboral, Bajío", Center.Kind.STATE, State.GUA, "America/Mexico_City", 44, 0.1),
    ("ccl-costa", "Centro de Conciliación Laboral, Costa", Center.Kind.STATE, State.VER, "America/Mexico_City", 42, -0.1),
    ("ccl-pacifico", "Centro de Conciliación Laboral, Pacífico", Center.Kind.STATE, State.SIN, "America/Mazatlan", 37, 0.0),
    ("ccl-desierto", "Centro de Conciliación Laboral, Desierto", Center.Kind.STATE, State.SON, "America/Hermosillo", 34, 0.05),
    ("ccl-frontera", "Centro de Conciliación Laboral, Frontera", Center.Kind.STATE, State.BCN, "America/Tijuana", 33, 0.1),
    ("ccl-sureste", "Centro de Conciliación Laboral, Sureste", Center.Kind.STATE, State.YUC, "America/Merida", 30, -0.05),
    ("ccl-altos", "Centro de Conciliación Laboral, Altos", Center.Kind.STATE, State.CHP, "America/Mexico_City", 29, -0.3),
    ("ccl-caribe", "Centro de Conciliación Laboral, Caribe", Center.Kind.STATE, State.ROO, "America/Cancun", 23, -0.1),
    ("tribunal-valles", "Tribunal Laboral, Valles", Center.Kind.COURT, State.MEX, "America/Mexico_City", 14, 0.3),
)  # fmt: skip
OFFICES = {
    # center: its offices with their zones
    "ccl-valles": (("Toluca", "Poniente"), ("Valle de Bravo", "Poniente"), ("Texcoco", "Oriente"), ("Chalco", "Oriente")),
}  # fmt: skip
WOMEN = (
    "Itzel", "María Fernanda", "Guadalupe", "Citlali", "Ana Sofía", "Xóchitl", "Beatriz", "Lucía", "Nayeli", "Rosa Elena",
    "Carmen", "Yolanda", "Verónica", "Alma", "Daniela", "Teresa", "Ixchel", "Paulina", "Martha", "Jimena",
)  # fmt: skip
MEN = (
    "Rubén", "José Ángel", "Miguel", "Cuauhtémoc", "Andrés", "Jesús", "Óscar", "Emiliano", "Raúl", "Víctor Hugo",
    "Francisco", "Sergio", "Iván", "Tonatiuh", "Héctor", "Luis Alberto", "Saúl", "Ernesto", "Javier", "Nicolás",
)  # fmt: skip
FAMILIES = (
    "Cruz", "Hernández", "Pech", "Maldonado", "Ochoa", "Nuño", "Muñoz", "Güemes", "Tun", "Xicoténcatl", "Ramírez", "Yáñez",
    "Ibáñez", "Castañeda", "Rodríguez", "Martínez", "López", "Álvarez", "Peña", "Zúñiga", "Chan", "Salgado", "Vela", "Ríos",
    "Domínguez", "Acuña", "Bermúdez", "Escobedo", "Íñiguez", "Quiñones",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Simulated:
    """An invented person and the ability that their answers are drawn from.

    `shown`: somebody who can be signed in as and stands halfway, so that there is something of each kind to
    see. `finished`: somebody who can be signed in as and did everything.
    """

    user: User
    ability: float
    gain: float
    shown: bool = False
    finished: bool = False


def make_centers() -> dict[str, Center]:
    """The twelve centers, by code."""
    return {
        code: Center.objects.get_or_create(
            code=code, defaults={"name": name, "kind": kind, "state": state, "time_zone": zone}
        )[0]
        for code, name, kind, state, zone, _people, _level in CENTERS
    }


def make_offices(centers: dict[str, Center]) -> dict[str, list[Office]]:
    """The offices of those centers that have any, by the center's code."""
    return {
        code: [
            Office.objects.get_or_create(center=centers[code], name=name, defaults={"zone": zone})[0]
            for name, zone in offices
        ]
        for code, offices in OFFICES.items()
    }


def make_people(rng: random.Random, centers: dict[str, Center]) -> list[Simulated]:
    """450 people spread over the centers; nobody can sign in as one of them."""
    people = []
    offices = make_offices(centers)
    for code, _name, kind, state, zone, count, level in CENTERS:
        for _ in range(count):
            woman = rng.random() < 0.58
            first = rng.choice(WOMEN if woman else MEN)
            last = " ".join(rng.sample(FAMILIES, 2))
            user = User(
                email=f"{_ascii(first)}.{_ascii(last)}.{len(people) + 1}@{DOMAIN}",
                first_name=first,
                last_name=last,
                center=centers[code],
                office=offices[code][len(people) % len(offices[code])] if code in offices else None,
                job_role=_job(rng, kind),
                sex=_stated(rng, woman),
                birth_year=rng.randint(1962, 1999) if rng.random() < 0.95 else None,
                state=state,
                time_zone=zone,
                password="!",  # noqa: S106 - unusable: a code by e-mail is the only way in
            )
            people.append(Simulated(user, rng.gauss(level, 0.8), rng.gauss(1.25, 0.55)))
    User.objects.bulk_create([person.user for person in people], batch_size=100)
    rng.shuffle(people)
    return people


def _job(rng: random.Random, kind: str) -> str:
    if kind == Center.Kind.COURT:
        return User.JobRole.JUDGE
    return User.JobRole.CONCILIATOR if rng.random() < 0.86 else User.JobRole.MEDIATOR


def _stated(rng: random.Random, woman: bool) -> str:
    draw = rng.random()
    if draw < 0.03:
        return User.Sex.UNSTATED
    if draw < 0.04:
        return User.Sex.OTHER
    return User.Sex.FEMALE if woman else User.Sex.MALE


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", "")
