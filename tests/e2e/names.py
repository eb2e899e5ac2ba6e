"""Who the walks are about: plain values, for the browser's side and for what prepares the database."""

from dataclasses import dataclass, field

ADMINISTRATOR = "administracion@acuerdo.test"
PASSWORD = "correcto-caballo-7"


@dataclass(frozen=True, slots=True)
class Names:
    """A center, a cohort and its people; every address ends in the center's code."""

    code: str
    center: str
    cohort: str
    trainer: str
    learners: tuple[str, ...]
    scores: dict[str, tuple[int, int]] = field(default_factory=dict)

    def address(self, name: str) -> str:
        return f"{name}@{self.code}.test"


LEARNER = Names(
    "costa", "Centro de Conciliación Laboral, Costa", "Cohorte de invierno", "Rosario", ("itzel",)
)
# Right answers before and after; with Itzel's 11 and 17 the mean gain is 23 points of 100.
GROUP = Names(
    "sierra",
    "Centro de Conciliación Laboral, Sierra",
    "Cohorte de primavera",
    "Jacinta",
    ("itzel", "ruben", "alma", "citlali", "jesus", "nayeli"),
    {"alma": (8, 14), "citlali": (14, 17), "jesus": (9, 13)},
)
WALKER = ("ruben", 10, 14)
OFFLINE = Names(
    "canadas",
    "Centro de Conciliación Laboral, Cañadas",
    "Cohorte sin señal",
    "Eulalia",
    ("itzel", "ruben", "alma", "jesus"),
)
ONE_PAGE = Names(
    "altos", "Centro de Conciliación Laboral, Altos", "Cohorte de una página", "Micaela", ("itzel", "ruben")
)
SAVING = Names(
    "selva",
    "Centro de Conciliación Laboral, Selva",
    "Cohorte con mala señal",
    "Fidencia",
    ("itzel", "ruben", "alma", "citlali", "jesus", "nayeli", "tomas", "lucia", "rosa"),
)
BANK = Names(
    "banco", "Centro de Conciliación Laboral, Banco", "Cohorte del banco", "Leonor", ("itzel", "ruben")
)
DOOR = Names(
    "puerta",
    "Centro de Conciliación Laboral, Puerta",
    "Cohorte con puerta",
    "Amparo",
    ("itzel", "ruben", "alma", "citlali"),
)
DAY = Names(
    "llanos",
    "Centro de Conciliación Laboral, Llanos",
    "Cohorte de un día sin señal",
    "Amparo",
    ("itzel", "ruben", "alma", "citlali"),
)
# Who assesses on exam days beside the trainer of the cohort.
CREW = ("eva", "luz", "sol")
RATING = Names(
    "valles",
    "Centro de Conciliación Laboral, Valles",
    "Cohorte evaluada",
    "Maribel",
    ("itzel", "ruben", "alma", "citlali", "jesus", "nayeli"),
)
