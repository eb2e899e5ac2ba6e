"""A cohort as its trainers take it with them: who did what, results, questions, ratings, opinions."""

from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from analytics.assessing.selectors import ratings_in
from analytics.certificates.selectors.certificates import held_in
from analytics.reports.center import path
from analytics.reports.cohort_pack import assessing, opinions, people, questions
from analytics.reports.cohorts import tables
from analytics.reports.document import Document, Figure, Head, Note, Number, Section, Sentence, Text
from analytics.reports.registry import Asked, Report, UnknownChoice
from analytics.selectors.live_figures import live_figures
from courses import api as courses
from courses.data import CohortInfo
from lms.accounts.api import has_role
from lms.accounts.models import Center, User
from lms.accounts.roles import Role
from lms.core import clock

AUDIENCE = "own_center"
HOLDS: Sequence[Text] = (
    _("Where people are, step by step"),
    _("Everybody by name: points of both tests, role-play, certificate"),
    _("Person by criterion, agreement of assessors, your own severity"),
    _("What the questions of each test did"),
    _("What people thought of the course, once its form has closed"),
)


def may_read(user: User) -> bool:
    """Trainers, of the cohorts that they train."""
    return has_role(user, Role.TRAINER)


def about(asked: Asked) -> CohortInfo:
    """The cohort asked for; UnknownChoice for one that the reader does not train."""
    rows = courses.all_cohorts() if asked.user is None else courses.cohorts_for(asked.user)
    wanted = asked.get("cohort")
    found = rows.filter(uuid=wanted) if _is_uuid(wanted) else rows.filter(code=wanted)
    cohort = found.first() if wanted else None
    if cohort is None or not (asked.user is None or courses.is_trainer(asked.user, cohort)):
        raise UnknownChoice
    return courses.cohort_infos([cohort])[cohort.pk]


def build(asked: Asked) -> Document | None:
    """Everything that the pages of the cohort show its trainers, as of this moment."""
    info = about(asked)
    found = courses.cohort_figures(cohort_ids=[info.id])
    if not found.rows:
        return None
    users = User.objects.in_bulk([row.user_id for row in found.rows])
    centers = dict(Center.objects.values_list("pk", "name"))
    ratings = ratings_in(info, asked.user)
    participation = path.figure(tables.steps(live_figures({info.id: info}, found=found)))
    parts: list[tuple[str, Text, Sequence[Figure | Note | None]]] = [
        ("path", _("Who did what"), [participation]),
        ("people", _("People"), [people.table(found, users, centers, held_in(cohort_ids=[info.id]))]),
        ("assessing", _("Assessed role-plays"), assessing.figures(ratings, users)),
        ("questions", _("Questions"), list(questions.figures(info, audience=AUDIENCE))),
        ("opinions", _("Opinions"), list(opinions.figures(info, audience=AUDIENCE))),
    ]
    return Document(
        key="cohort",
        title=_("Cohort pack"),
        head=Head((info.name,), clock.today(), info.starts_on, info.ends_on, simulated=info.is_simulated),
        headline=Sentence(
            _("%(cohort)s: %(people)s people"), {"cohort": info.name, "people": Number(len(found.rows))}
        ),
        lead=(
            Sentence(_("As of today: results move as people finish. Publications of figures do not.")),
            Sentence(
                _("It holds names and scores: keep it as you keep a class list, and delete it after use.")
            ),
        ),
        sections=tuple(
            Section(key, blocks, title)
            for key, title, figures in parts
            if (blocks := tuple(one for one in figures if one is not None))
        ),
    )


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


REPORT = Report(
    key="cohort",
    title=_("Cohort pack"),
    rule=may_read,
    audience=AUDIENCE,
    build=build,
    filters=("cohort",),
    home=("cohort", _("Cohort")),
    home_of=("cohort",),
    holds=HOLDS,
    about=lambda asked: (about(asked).name,),
)
