"""What became of the course in somebody's work, as told in the simulated programme."""

from datetime import timedelta

from assessments import api as assessments
from assessments.models import StorySlip
from lms.accounts.models import User
from lms.core import clock

TOLD = (
    (
        True,
        "En una audiencia por despido propuso una reunión por separado con cada parte. Supo que a la "
        "trabajadora le importaba más la carta que el monto, y ese mismo día firmaron. Le ayudó tener la "
        "lista de preparación.",
    ),
    (
        False,
        "Quiso usar reuniones por separado, pero su agenda trae una audiencia cada media hora y no hay otra "
        "sala. Dice que volvería a intentarlo si las audiencias colectivas tuvieran una hora.",
    ),
)


def load(officer: User) -> None:
    """Two stories after the follow-up that most would tell of."""
    slip = StorySlip.objects.select_related("delivery").order_by("delivery__opens_at", "key").first()
    for worked, text in TOLD if slip else ():
        assessments.record_story(
            actor=officer,
            delivery=slip.delivery,
            worked=worked,
            text=text,
            agreed_on=clock.today() - timedelta(days=3),
        )
