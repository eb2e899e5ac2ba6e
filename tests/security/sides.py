"""What the world of this folder holds, and the hostile words in it; `world.py` makes it."""

from dataclasses import dataclass, field
from typing import Any

from analytics.models import Certificate, RestrictedBundle, ScoreFile
from assessments.models import (
    Appeal,
    Attempt,
    Concern,
    Delivery,
    ExamDay,
    Incident,
    ItemVersion,
    KeyCorrection,
    Occasion,
    PaperEntry,
    ScenarioVersion,
    SeedCase,
    TicketBatch,
)
from courses.models import Cohort, CohortStep, Enrollment, RosterUpload
from lms.accounts.models import Center, RoleGrant, User

CANARY = "Quetzal7531"
BLIND = "Ocelote8642"
SECRET = "Tecolote6420"
MARKUP = '<script>alert("x")</script><img src=x onerror=alert(1)>'
FORMULA = '=HYPERLINK("http://evil.example","x")'
# Addresses of 45 letters and more, in which no line can break.
LONG = "unidad.de.conciliacion.laboral"
TOKENS = {"A": "token-of-the-letter-in-a", "B": "token-of-the-letter-in-b"}


@dataclass(slots=True)
class Side:
    """What one cohort holds: the objects that addresses name."""

    letter: str
    center: Center
    cohort: Cohort
    tests: dict[str, Delivery] = field(default_factory=dict)
    occasion: Occasion | None = None
    role_play: CohortStep | None = None
    scenario: ScenarioVersion | None = None
    appeal: Appeal | None = None
    seed: SeedCase | None = None
    lesson_keys: list[Any] = field(default_factory=list)
    subject: User | None = None
    unfinished: User | None = None
    enrollment: Enrollment | None = None
    attempt_open: Attempt | None = None
    attempt_done: Attempt | None = None
    question: ItemVersion | None = None
    correction: KeyCorrection | None = None
    certificate: Certificate | None = None
    grant: RoleGrant | None = None
    practice: Delivery | None = None
    paper: PaperEntry | None = None
    exam_day: ExamDay | None = None
    exam_draft: ExamDay | None = None
    incident: Incident | None = None
    concern: Concern | None = None
    supervisor_token: str = ""
    client_codes: list[str] = field(default_factory=list)
    tablet_token: str = ""
    paper_batch: TicketBatch | None = None
    bundle: RestrictedBundle | None = None


@dataclass(slots=True)
class World:
    """Everything that the tests of this folder look at."""

    people: dict[str, User]
    sides: dict[str, Side]
    uploads: dict[str, RosterUpload]
    score_files: dict[str, ScoreFile]
    # What `addresses.address` found: asked thousands of times, and no test moves an object.
    addresses: dict[tuple[str, str, str], str] = field(default_factory=dict)
    named: dict[tuple[str, str], dict[str, dict[str, Any]]] = field(default_factory=dict)

    @property
    def a(self) -> Side:
        return self.sides["A"]

    @property
    def b(self) -> Side:
        return self.sides["B"]


def typed(side: Side, what: str) -> str:
    """Hostile text, with the canary in cohort B."""
    return f"{what} {CANARY if side.letter == 'B' else ''} {MARKUP}"


def items_of(delivery: Delivery) -> list[Any]:
    """The questions of a delivery in written order."""
    entries = delivery.instrument_version.entries.select_related("item_version").order_by("position")
    return [entry.item_version for entry in entries]
