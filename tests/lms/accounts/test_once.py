"""What consumes something consumes it once: fifty rounds of four clicks, and a control without protection."""

from functools import partial
from uuid import uuid4

import pytest

from courses import api as courses
from courses.models import Cohort, Enrollment, RosterUpload
from courses.services import rosters
from courses.services.joining import join_cohort
from courses.services.people import add_person
from lms.accounts.models import Invitation, Letter, User
from lms.accounts.roles import Role
from lms.accounts.services import invitations
from lms.accounts.services.contact import change_email
from lms.accounts.services.invitations import accept_invitation, invite
from lms.accounts.services.merging import merge_people
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from lms.core.spreadsheets import read_table
from tests.assessments.test_races import THREADS, together
from tests.courses import factories
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 50
FEWER = 8  # where a lock of the same make is held; docs/reliability.md has fifty of each


def refusals(results, code):
    """How many were refused with `code`; anything else that went wrong is raised."""
    for one in results:
        if isinstance(one, Exception) and not (isinstance(one, UserError) and one.code == code):
            raise one
    return sum(isinstance(one, UserError) for one in results)


@pytest.fixture
def officer():
    return make_person(Role.PROGRAM_OFFICER)


@pytest.fixture
def cohort():
    return factories.make_cohort(centers=[make_center(code="sur")])


@pytest.fixture
def unlimited(monkeypatch):
    """Invitations without their own limits, so that only what is under test holds letters back."""
    monkeypatch.setattr(invitations, "_check_limits", lambda user: None)


def test_four_clicks_on_new_cohort_make_one(officer, cohort):
    course = cohort.course.uuid
    for number in range(FEWER):
        key, name = uuid4(), f"Cohorte {number}"
        click = partial(
            courses.create_cohort,
            actor=officer,
            course=course,
            key=key,
            name=name,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            centers=list(cohort.centers.all()),
        )
        made = together(click)
        assert {one.uuid for one in made} == {key}
        assert Cohort.objects.filter(name=name).count() == 1


def import_files(officer, cohort, rounds=ROUNDS):
    """Four clicks on each of some imports; how many letters each person was sent."""
    counts = []
    for number in range(rounds):
        email = f"r{number}@example.mx"
        make_person(email=email, first_name="Ana", center=cohort.centers.get())
        table = read_table(f"email,name,center\n{email},Ana,sur\n".encode(), filename="r.csv")
        upload = rosters.keep_upload(actor=officer, cohort=cohort, file_name="r.csv", table=table)
        results = together(
            lambda upload=upload: rosters.apply_roster(actor=officer, upload=upload, invite=True)
        )
        assert not [one for one in results if isinstance(one, Exception) and not isinstance(one, UserError)]
        counts.append(Invitation.objects.filter(user__email=email).count())
    return counts


@pytest.mark.slow("fifty rounds of four threads")
@pytest.mark.usefixtures("unlimited")
def test_17_four_clicks_on_an_import_send_one_letter_each(officer, cohort):
    assert import_files(officer, cohort) == [1] * ROUNDS
    assert (
        Enrollment.objects.count()
        == AuditEvent.objects.filter(action="courses.apply_roster").count()
        == ROUNDS
    )
    assert not RosterUpload.objects.exists()


@pytest.mark.usefixtures("unlimited")
def test_17_control_without_taking_the_file_away_first_there_are_several(officer, cohort, monkeypatch):
    monkeypatch.setattr(rosters, "_take", lambda upload: None)
    assert max(import_files(officer, cohort, rounds=5)) == THREADS


@pytest.mark.slow("fifty rounds of four threads")
def test_17_four_clicks_on_invite_send_one_letter(officer):
    for _round in range(ROUNDS):
        person = make_person()
        results = together(lambda person=person: invite(actor=None, user=person))
        assert refusals(results, "too_soon") == THREADS - 1
        assert Invitation.objects.filter(user=person).count() == 1


@pytest.mark.usefixtures("unlimited")
def test_17_control_without_limits_each_click_invites():
    person = make_person()
    together(lambda: invite(actor=None, user=person))
    assert Invitation.objects.filter(user=person).count() == THREADS
    assert Invitation.objects.filter(user=person, expires_at__gt=invitations.clock.now()).count() == 1


def test_17_an_invitation_is_accepted_once():
    for _round in range(FEWER):
        person = make_person()
        opened = invite(actor=None, user=person)
        results = together(
            lambda opened=opened: accept_invitation(
                invitation=Invitation.objects.get(pk=opened.pk),
                first_name="A",
                last_name="B",
                language="en",
            )
        )
        assert refusals(results, "used") == THREADS - 1
    assert AuditEvent.objects.filter(action="accounts.accept_invitation").count() == FEWER


def test_17_an_address_is_changed_once_and_told_once():
    for number in range(FEWER):
        person = make_person()
        results = together(
            lambda person=person, number=number: change_email(
                actor=None, user=User.objects.get(pk=person.pk), email=f"new{number}@example.mx"
            )
        )
        assert refusals(results, "same") == THREADS - 1
        assert Letter.objects.filter(user=person).count() == 2


def test_17_two_accounts_become_one_once():
    for _round in range(FEWER):
        kept, gone = make_person(), make_person()
        results = together(lambda kept=kept, gone=gone: merge_people(actor=None, kept=kept, gone=gone))
        assert refusals(results, "merge_conflict") == THREADS - 1
    assert AuditEvent.objects.filter(action="accounts.merge_people").count() == FEWER


def test_17_a_code_enrolls_once(cohort):
    cohort.join_open = True
    cohort.save()
    center = cohort.centers.get()
    for number in range(1, FEWER + 1):
        person = make_person()
        results = together(
            lambda person=person: join_cohort(
                user=User.objects.get(pk=person.pk), cohort=cohort, center_id=center.pk
            )
        )
        assert refusals(results, "") == 0
        assert Enrollment.objects.filter(user=person).count() == 1
        assert AuditEvent.objects.filter(action="courses.enroll").count() == number


def test_17_adding_and_withdrawing_one_person_happens_once(officer, cohort):
    center = cohort.centers.get()
    for number in range(FEWER):
        email = f"a{number}@example.mx"
        results = together(
            lambda email=email: add_person(
                actor=officer, cohort=cohort, email=email, first_name="Ana", last_name="Paz",
                center=center, invite=True, allowed=None,
            )
        )  # fmt: skip
        refusals(results, "raced")
        enrollment = Enrollment.objects.get(user__email=email)
        assert Invitation.objects.filter(user__email=email).count() == 1
        results = together(
            lambda enrollment=enrollment: courses.withdraw(actor=officer, enrollment=enrollment)
        )
        assert refusals(results, "withdrawn") == THREADS - 1
    assert AuditEvent.objects.filter(action="courses.withdraw").count() == FEWER
