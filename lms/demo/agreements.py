"""Two bundles for evaluators: one that can be taken, one that waits for the administrator."""

from datetime import timedelta

from analytics import api as analytics
from lms.accounts.models import User
from lms.core import clock


def load(officer: User, administrator: User) -> None:
    """The first is made by the worker once the demo serves."""
    made = analytics.ask_bundle(
        actor=officer,
        recipient="Dra. Paloma Nava Ibarra",
        organization="Evaluación y Derechos, A. C. (inventada)",
        email="paloma.nava@example.org",
        purpose="Evaluación intermedia del programa: dominio y ganancia por cohorte y sexo.",
        expires_on=clock.today() + timedelta(days=120),
        agreement_name="convenio-2026-07.pdf",
        agreement=b"%PDF-1.7 demo",
    )
    analytics.decide_on_bundle(actor=administrator, bundle=made, approved=True)
    analytics.ask_bundle(
        actor=officer,
        recipient="Mtro. Abel Quiroz Lima",
        organization="Universidad del Bajío (inventada)",
        email="abel.quiroz@example.org",
        purpose="Tesis sobre acuerdo entre evaluadores.",
        expires_on=clock.today() + timedelta(days=60),
        agreement_name="convenio-2026-09.pdf",
        agreement=b"%PDF-1.7 demo 2",
    )
