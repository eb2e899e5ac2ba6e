"""Two cohorts of the real course, in two centers, with everybody who might look where they should not.

Made through the apps' own services. Whatever people type is hostile: each name, comment and file
name carries mark-up, and those of cohort B carry `CANARY` as well, which nobody of cohort A may see.
"""

from datetime import timedelta
from typing import Any

from allauth.account.models import EmailAddress
from django.core.files.base import ContentFile

from analytics.api import issue_certificate
from analytics.certificates.models import private_storage
from analytics.models import ScoreFile
from analytics.restricted.services import ask
from analytics.services.score_files import keep_score_file
from assessments import api as assessments
from assessments.models import (
    Delivery,
)
from assessments.rules.corrections import Correction, CorrectionKind
from assessments.selectors.occasions import criteria_of
from assessments.services.appeals import file_appeal
from assessments.services.audiences import add_people, open_outside, renew_link
from assessments.services.key_corrections import correct_key
from assessments.services.moderation import decide
from courses import api as courses
from courses.course_files import CourseFile, read_course
from courses.management.commands.load_course import DEFAULT_FOLDER
from courses.models import CoursePage, LessonPage, RosterUpload
from courses.services.rosters import keep_upload
from lms.accounts import api as accounts
from lms.accounts.models import Center, User
from lms.accounts.models.invitations import hash_token
from lms.accounts.roles import Role
from lms.accounts.services.privacy import give_consent
from lms.core import clock
from lms.core.spreadsheets import read_table
from tests.assessments import factories as tests_of
from tests.security.acts import rate, sit
from tests.security.beyond_tests import ask_clients, ask_supervisor, examine, on_paper
from tests.security.sides import (
    BLIND,
    CANARY,
    FORMULA,
    LONG,
    MARKUP,
    SECRET,
    TOKENS,
    Side,
    World,
    items_of,
    typed,
)


def build() -> World:
    """Make it; the database must have the migrations' rows only."""
    courses.load_course(course=_small_course())
    centers = {
        letter: Center.objects.create(code=f"center-{letter.lower()}", name=f"Centro {letter} {tag}")
        for letter, tag in (("A", MARKUP), ("B", CANARY))
    }
    people = _people(centers)
    sides = {letter: _side(letter, centers[letter], people) for letter in "AB"}
    officer = people["officer"]
    _live_through(sides["A"], people["self"], [people["trainer A"], people["assessor A"]], officer)
    _live_through(sides["B"], people["other"], [people["trainer B"], people["assessor B"]], officer)
    for letter, name, assessor in (("A", "peer", "assessor A"), ("B", "other peer", "assessor B")):
        _begin(sides[letter], people[name], people[assessor])
        on_paper(sides[letter], people[name], people[f"trainer {letter}"])
        examine(sides[letter], people)
        ask_supervisor(sides[letter])
        ask_clients(sides[letter], officer)
    sides["A"].grant = people["manager"].role_grants.get()
    sides["B"].grant = people["trainer B"].role_grants.get()
    _bundles(sides, people)
    _invitations(people)
    people["deactivated"].is_active = False
    people["deactivated"].save()
    return World(people, sides, *_files(people, sides))


def _small_course() -> CourseFile:
    """The real course with fewer lessons and questions, which take longest to load and to answer."""
    course = read_course(DEFAULT_FOLDER)
    first, test = course.modules[0], course.instruments["knowledge_test"]
    return course.replace(
        modules=(first.replace(lessons=first.lessons[:2]),),
        instruments={**course.instruments, "knowledge_test": test.replace(items=test.items[:4], forms={})},
    )


def _people(centers: dict[str, Center]) -> dict[str, User]:
    roles: dict[str, tuple[str, Role | None]] = {
        "self": ("A", None),
        "peer": ("A", None),
        "other": ("B", None),
        "other peer": ("B", None),
        "trainer A": ("A", Role.TRAINER),
        "assessor A": ("A", Role.TRAINER),
        "trainer B": ("B", Role.TRAINER),
        "assessor B": ("B", Role.TRAINER),
        "manager": ("A", Role.CENTER_MANAGER),
        "officer": ("", Role.PROGRAM_OFFICER),
        "editor": ("", Role.EDITOR),
        "reviewer": ("", Role.REVIEWER),
        "administrator": ("", Role.ADMINISTRATOR),
        "deactivated": ("A", Role.ADMINISTRATOR),
        "invited A": ("A", None),
        "invited B": ("B", None),
    }
    people = {}
    for name, (letter, role) in roles.items():
        tag = CANARY if letter == "B" else ""
        words = [*name.lower().split(), LONG, tag]
        address = f"{'.'.join(filter(None, words))}@example.org"
        user = User.objects.create_user(
            address,
            "secret-enough",
            first_name=f"{name.title()} {tag} {MARKUP}",
            last_name=FORMULA,
            center=centers.get(letter),
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if role is not None:
            center = centers[letter] if role == Role.CENTER_MANAGER else None
            accounts.grant_role(actor=None, user=user, role=role, center=center)
        people[name] = user
    return people


def _side(letter: str, center: Center, people: dict[str, User]) -> Side:
    course = CoursePage.objects.get(locale__language_code="es-mx")
    cohort = courses.create_cohort(
        actor=people["officer"],
        course=course.translation_key,
        name=f"Cohorte {letter} {MARKUP} {CANARY if letter == 'B' else FORMULA}",
        starts_on=clock.today() - timedelta(days=20),
        ends_on=clock.today() + timedelta(days=20),
        centers=[center],
        trainers=[people[f"trainer {letter}"], people[f"assessor {letter}"]],
        code=f"JOIN{letter}",
        join_open=letter == "A",
    )
    side = Side(letter, center, cohort)
    for step in cohort.steps.select_related("delivery", "occasion"):
        if step.delivery is not None:
            side.tests[step.kind] = step.delivery
        if step.mode == "assessed":
            side.occasion, side.role_play = step.occasion, step
            held_at = clock.now() - timedelta(hours=1)
            assessments.reschedule_occasion(actor=None, occasion=side.occasion, held_at=held_at)
    side.lesson_keys = lesson_keys(course)
    side.practice = _practice(side, people)
    return side


def _practice(side: Side, people: dict[str, User]) -> Delivery:
    """A test that the trainer opened without a course, to somebody by name and by a link."""
    trainer, person = people[f"trainer {side.letter}"], people["self" if side.letter == "A" else "other"]
    title = f"Repaso {side.letter} {MARKUP}"
    delivery = open_outside(
        actor=trainer,
        forms={"": tests_of.knowledge_test()},
        title={"es": title, "en": title},
        purpose="practice",
        rules=assessments.DeliveryRules(),
    )
    add_people(actor=trainer, delivery=delivery, people=[person])
    renew_link(actor=trainer, delivery=delivery)
    slow = people["peer" if side.letter == "A" else "other peer"]
    assessments.grant_accommodation(
        actor=trainer, delivery=side.tests["post_test"], person=slow, extra_minutes=5, reason=MARKUP
    )
    return delivery


def lesson_keys(course: CoursePage) -> list[Any]:
    """The keys of a course's lessons, in their order."""
    lessons = LessonPage.objects.descendant_of(course).order_by("path")
    return list(lessons.values_list("translation_key", flat=True))


def _live_through(side: Side, user: User, assessors: list[User], officer: User) -> None:
    """Somebody who did everything, plays a role, holds a certificate and sits a second post-test."""
    side.subject = user
    side.enrollment = courses.enroll(actor=None, cohort=side.cohort, user=user)
    side.attempt_done = sit(user, side.tests["pre_test"])
    for key in side.lesson_keys:
        courses.complete_lesson(enrollment=side.enrollment, lesson_key=key)
    sit(user, side.tests["post_test"])
    for assessor, level in zip(assessors, (4, 2), strict=True):
        rate(side, assessor, user, typed(side, "comment"), level=level)
    _settle(side, user, officer)
    assessments.release_case(actor=assessors[0], occasion=side.occasion, subject=user)
    side.appeal = file_appeal(actor=user, occasion=side.occasion, grounds=typed(side, "grounds"))
    _play(side, assessors[0], user)
    side.question = items_of(side.tests["post_test"])[-1]
    side.correction = correct_key(
        actor=assessors[0],
        item_version=side.question,
        delivery=side.tests["post_test"],
        correction=Correction(CorrectionKind.CREDIT),
        reason=typed(side, "reason"),
    )
    evaluation = side.tests["evaluation"]
    raw = {item.uuid: [_opinion(side, item)] for item in items_of(evaluation)}
    assessments.submit_sheet(user=user, delivery=evaluation, raw=raw)
    info = next(one for one in courses.enrollment_infos(user_id=user.pk))
    side.certificate = issue_certificate(actor=user, enrollment=info)
    side.attempt_open = assessments.start_attempt(user=user, delivery=side.tests["post_test"])


def _settle(side: Side, user: User, officer: User) -> None:
    """The sheets are two levels apart everywhere; somebody decides."""
    keys = [one.key for one in criteria_of(side.occasion)]
    about = {"actor": officer, "occasion": side.occasion, "subject": user}
    decide(**about, levels=dict.fromkeys(keys, 4), reason=typed(side, "reason"))


def _play(side: Side, trainer: User, user: User) -> None:
    """A scenario for the role-play, with the person as one of the parties."""
    both = {language: typed(side, "facts") for language in ("es", "en")}
    sheet = {language: f"{text} {SECRET}" for language, text in both.items()}
    critical = side.occasion.rubric_version.criteria.filter(critical=True)
    side.scenario = assessments.ensure_scenario_version(
        key=f"scenario-{side.letter}",
        title=both,
        content={
            "summary": both,
            "facts": both,
            "roles": [{"key": "worker", "title": both, "sheet": sheet}],
            "prompts": [{"criterion": one.key, "role": "worker", "text": both} for one in critical],
        },
    )
    assessments.add_scenario(actor=trainer, occasion=side.occasion, scenario_version=side.scenario)
    side.seed = assessments.ensure_seed_case(
        key=f"seed-{side.letter}",
        title=both,
        rubric_version=side.occasion.rubric_version,
        content={"summary": both, "text": both, "minutes": 20},
        reference={one.key: {"level": 3, "reason": both} for one in criteria_of(side.occasion)},
    )
    assessments.cast_roles(
        actor=trainer, occasion=side.occasion, scenario_version=side.scenario, add={"worker": user}
    )


def _begin(side: Side, user: User, assessor: User) -> None:
    """Somebody whom only the second assessor rated, not released, with the post-test still ahead."""
    side.unfinished = user
    courses.enroll(actor=None, cohort=side.cohort, user=user)
    sit(user, side.tests["pre_test"])
    rate(side, assessor, user, f"{typed(side, 'seen')} {BLIND}", level=2)


def _opinion(side: Side, item: Any) -> str:
    return "4" if item.type == "likert" else typed(side, "opinion")


def _invitations(people: dict[str, User]) -> None:
    for letter, token in TOKENS.items():
        invitation = accounts.invite(actor=None, user=people[f"invited {letter}"])
        invitation.token_hash = hash_token(token)
        invitation.save(update_fields=["token_hash"])


def _bundles(sides: dict[str, Side], people: dict[str, User]) -> None:
    """One that the officer can take, and one that nobody has decided on."""
    for letter, side in sides.items():
        side.bundle = ask(
            actor=people["officer"],
            recipient=typed(side, "recipient"),
            organization=typed(side, "organization"),
            email="e@example.org",
            purpose=typed(side, "purpose"),
            expires_on=clock.today() + timedelta(days=30),
            agreement_name=f"{letter}.pdf",
            agreement=b"%PDF-",
        )
    made = sides["A"].bundle
    made.decided_at, made.decided_by = clock.now(), people["administrator"]
    made.file = private_storage().save(f"bundles/{made.uuid}.zip", ContentFile(b"PK"))
    made.save()


def _files(
    people: dict[str, User], sides: dict[str, Side]
) -> tuple[dict[str, RosterUpload], dict[str, ScoreFile]]:
    """One roster and one file of scores for each person who may have them."""
    uploads, score_files = {}, {}
    for name in ("trainer A", "trainer B", "manager", "officer", "administrator"):
        side = sides["B" if name == "trainer B" else "A"]
        tag = CANARY if side.letter == "B" else ""
        group = f'"{tag}{FORMULA.replace(chr(34), chr(34) * 2)}"'
        lines = "".join(f"{person},{group},{pre},{pre + 2}\n" for person, pre in enumerate((1, 2, 2, 3)))
        scores = f"name,group,pre,post\n{lines}".encode()
        score_files[name] = keep_score_file(
            actor=people[name], file_name=f"{tag}{MARKUP}.csv".replace("/", "_"), data=scores
        )
        row = f"n@example.org,{tag}<script>,{MARKUP},{side.center.code}"
        uploads[name] = keep_upload(
            actor=people[name],
            cohort=side.cohort,
            file_name=f"{tag}{MARKUP}.csv",
            table=read_table(f"email,first_name,last_name,center\n{row}\n".encode(), filename="roster.csv"),
        )
    give_consent(user=people["self"], language="es-mx")
    return uploads, score_files
