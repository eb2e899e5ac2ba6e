"""Tests without a course in the simulated programme: practice, and a selection exam."""

from collections.abc import Sequence
from datetime import timedelta

from assessments import api as assessments
from assessments.models import InstrumentVersion, ItemVersion
from assessments.rules.delivery_rules import ANY_NUMBER
from lms.accounts.models import User
from lms.core import clock

# Questions in reserve: reviewed, and asked by no test that measures.
SPARES = "labor-conciliation-foundations/"
PRACTICED = 16
SELECTION = "training-of-trainers/trainer_test"


def open_practice(trainer: User, people: Sequence[User]) -> None:
    """The questions in reserve as practice, as often as these people like."""
    spares = ItemVersion.objects.filter(item__key__startswith=SPARES, item__status="reviewed", entries=None)
    version = assessments.ensure_instrument_version(
        key="tests/practice",
        title={"es": "Práctica del procedimiento", "en": "Practice on the procedure"},
        intro={
            "es": "No cuenta para nada: al entregar verá qué respondió bien y por qué.",
            "en": "It counts for nothing: on handing in you see what you got right, and why.",
        },
        minutes=15,
        items=list(spares.order_by("item__key")[:PRACTICED]),
    )
    opened = assessments.open_outside(
        actor=trainer,
        forms={"": version},
        title=version.title,
        purpose="practice",
        rules=assessments.DeliveryRules(
            opens_at=clock.now() - timedelta(days=2),
            max_attempts=ANY_NUMBER,
            counts="last",
            feedback="answers",
        ),
    )
    assessments.add_people(actor=trainer, delivery=opened, people=people)


def open_selection(officer: User, people: Sequence[User]) -> None:
    """Who of these people may become trainers: once, and results wait until the officer releases them."""
    version = InstrumentVersion.objects.filter(instrument__key=SELECTION).order_by("-number").first()
    if version is None:
        return
    opened = assessments.open_outside(
        actor=officer,
        forms={"": version},
        title={"es": "Selección de personas formadoras", "en": "Selection of trainers"},
        purpose="selection",
        rules=assessments.DeliveryRules(
            opens_at=clock.now() - timedelta(days=1),
            closes_at=clock.now() + timedelta(days=20),
            time_limit=45,
            feedback="score",
            held=True,
            late="flag",
        ),
    )
    assessments.add_people(actor=officer, delivery=opened, people=people)
