"""Ways in that were found open once, each shut by a rule of its own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Rating
from courses import api as courses
from courses.models import Enrollment, RosterUpload
from lms.accounts import api as accounts
from lms.accounts.models import User
from tests.lms.factories import make_person
from tests.security.crawl import client_of


@pytest.fixture
def former_trainer(world):
    """The trainer of cohort A after the role was taken back; the cohort still names them."""
    person = world.people["trainer A"]
    accounts.revoke_role(actor=None, grant=person.role_grants.get())
    assert world.a.cohort.trainer_links.filter(user=person).exists()
    return client_of(world, "trainer A")


def test_a_former_trainer_neither_reads_nor_writes_ratings(world, former_trainer):
    rating = reverse("rating", args=[world.a.occasion.uuid, world.a.unfinished.uuid])
    before = Rating.objects.count()
    assert former_trainer.get(reverse("rating_list", args=[world.a.occasion.uuid])).status_code == 404
    assert former_trainer.get(rating).status_code == 404
    assert former_trainer.post(rating, {"comment": "x"}).status_code == 404
    assert Rating.objects.count() == before


def test_a_former_trainer_who_manages_elsewhere_sees_nothing_of_the_cohort(world, former_trainer):
    person = User.objects.get(pk=world.people["trainer A"].pk)
    accounts.grant_role(actor=None, user=person, role="center_manager", center=world.b.center)
    client = client_of(world, "trainer A")
    assert client.get(reverse("cohort", args=[world.a.cohort.uuid])).status_code == 404
    assert client.get(reverse("cohort", args=[world.b.cohort.uuid])).status_code == 200


@pytest.mark.parametrize("name", ["administrator", "officer", "editor"])
def test_a_manager_cannot_rename_or_move_staff_by_enrolling_them(world, name):
    staff = world.people[name]
    sent = {
        "email": staff.email,
        "first_name": "Otro",
        "last_name": "Nombre",
        "center": world.a.center.pk,
    }
    response = client_of(world, "manager").post(
        reverse("cohort_person_add", args=[world.a.cohort.uuid]), sent
    )
    assert response.status_code == 422
    fresh = User.objects.get(pk=staff.pk)
    assert (fresh.first_name, fresh.center_id) == (staff.first_name, None)
    assert not Enrollment.objects.filter(user=staff).exists()


def test_nor_by_a_roster(world):
    staff, client = world.people["administrator"], client_of(world, "manager")
    table = f"email,first_name,last_name,center\n{staff.email},Otro,Nombre,{world.a.center.code}\n"
    file = SimpleUploadedFile("roster.csv", table.encode())
    client.post(reverse("roster_upload", args=[world.a.cohort.uuid]), {"file": file})
    upload = RosterUpload.objects.filter(uploaded_by=world.people["manager"]).latest("pk")
    client.post(reverse("roster_apply", args=[upload.uuid]), {"invite": ""})
    assert User.objects.get(pk=staff.pk).first_name == staff.first_name


def test_somebody_without_center_or_role_can_still_be_taken_in(world):
    person = make_person()
    sent = {
        "email": person.email,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "center": world.a.center.pk,
    }
    client_of(world, "manager").post(reverse("cohort_person_add", args=[world.a.cohort.uuid]), sent)
    assert Enrollment.objects.get(user=person).center == world.a.center


@pytest.mark.parametrize(
    ("asked", "target"),
    [
        ("/es-mx/me/", "/es-mx/me/"),
        ("9999-12-31", "/es-mx/"),
        ("//evil.example/", "/es-mx/"),
        ("https://evil.example/", "/es-mx/"),
        ("javascript:alert(1)", "/es-mx/"),
    ],
)
def test_consent_sends_on_within_the_site_only(world, asked, target):
    response = client_of(world, "peer").post("/es-mx/privacy/consent/", {"next": asked})
    assert (response.status_code, response.url) == (302, target)


def test_lessons_cannot_be_marked_as_read_before_the_pre_test(world):
    person = make_person(center=world.a.center)
    enrollment = courses.enroll(actor=None, cohort=world.a.cohort, user=person)
    world.people["late"] = person
    url = reverse("lesson_complete", args=[enrollment.uuid, world.a.lesson_keys[0]])
    response = client_of(world, "late").post(url)
    assert (response.status_code, response.url) == (302, reverse("learning"))
    assert enrollment.lesson_progress.count() == 0
