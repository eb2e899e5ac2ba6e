"""Calibration cases and licences: how near to the reference, who may assess, and what is told when."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import AssessorLicence, SeedRating
from assessments.rules.calibration import Tolerance, deviation, expires_on, meets
from assessments.selectors.calibration import compared_with_reference, standings
from assessments.services.calibration import issue_licence, rate_seed, revoke_licence
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.lms.factories import make_person

CRITICAL = frozenset({"b"})


def near(*cases, minimum=3):
    return deviation(cases, critical=CRITICAL, minimum=minimum)


def test_what_is_unseen_on_one_side_is_no_agreement():
    found = near({"a": (3, 3), "b": (4, 3), "c": (None, None), "d": (None, 2)})
    assert (found.criteria, found.exact, found.adjacent, found.mean) == (4, 0.5, 0.75, 0.5)
    assert found.critical == 0
    assert near().exact == 0


def test_a_critical_criterion_on_the_other_side_of_its_minimum():
    assert near({"a": (2, 3), "b": (2, 3)}).critical == 1
    assert near({"b": (3, 4)}, {"b": (1, 2)}).critical == 0


def test_the_tolerance_is_met_at_its_edges():
    exact = {f"c{n}": (3, 3) for n in range(7)}
    one_off = {f"d{n}": (2, 3) for n in range(3)}
    cases = [{**exact, **one_off}] * 3
    assert meets(near(*cases))
    assert not meets(near(*cases[:2]))
    assert not meets(near(*cases), Tolerance(exact=0.71))
    assert not meets(near(*cases, {"b": (2, 3)}))


def test_a_licence_holds_two_years():
    assert expires_on(date(2026, 11, 27)) == date(2028, 11, 27)
    assert expires_on(date(2024, 2, 29)) == date(2026, 2, 28)
    assert expires_on(date(2026, 1, 31), Tolerance(months=1)) == date(2026, 2, 28)


def seed(key, levels, version=None):
    version = version or make.rubric()
    return api.ensure_seed_case(
        key=key,
        title=make.text(key),
        rubric_version=version,
        content={"summary": make.text("Resumen"), "text": make.text("Minuto 0"), "minutes": 20},
        reference={
            f"c{place:02}": {"level": level, "reason": make.text(f"Razón {place}")}
            for place, level in enumerate(levels, start=1)
        },
    )


def said(*levels):
    return {f"c{place:02}": level for place, level in enumerate(levels, start=1)}


@pytest.fixture
def room(open_to_all):
    version = make.rubric()
    cases = [seed(f"caso-{n}", [3] * 9 + [None], version) for n in range(3)]
    people = [make_person(Role.TRAINER, last_name=f"T{n}") for n in range(5)]
    return version, cases, people, make_person(Role.PROGRAM_OFFICER)


@pytest.mark.django_db
class TestCases:
    def test_a_case_is_found_again_and_must_fit_its_rubric(self, room):
        version, cases, _people, _officer = room
        assert seed("caso-0", [3] * 9 + [None], version) == cases[0]
        assert seed("caso-0", [2] * 10, version).number == 2
        with refused("bad_reference"):
            seed("otro", [7] * 10, version)

    def test_one_rates_once_and_then_reads_the_reference(self, room, client):
        _version, cases, people, officer = room
        url = reverse("calibration_case", args=[cases[0].uuid])
        client.force_login(people[0])
        assert "Razón 1" not in client.get(url).content.decode()
        assert client.post(url, {"level_c01": "3"}).status_code == 422
        sent = {f"level_c{place:02}": "3" for place in range(1, 10)} | {"level_c10": "no"}
        assert client.post(url, {**sent, "level_c01": "1"}).status_code == 302
        html = client.get(url).content.decode()
        assert "Razón 1" in html
        with refused("rated"):
            rate_seed(actor=people[0], case=cases[0], levels=said(*[3] * 9, None))
        with refused("not_yours"):
            rate_seed(actor=make.person(), case=cases[0], levels=said(*[3] * 9, None))
        with refused("bad_levels"):
            rate_seed(actor=officer, case=cases[0], levels=said(3))

    def test_the_group_is_told_where_nobody_is_told_apart(self, room):
        _version, cases, people, officer = room
        for one in people[:3]:
            rate_seed(actor=one, case=cases[0], levels=said(2, *[3] * 8, None))
        own = SeedRating.objects.get(assessor=people[0])
        assert compared_with_reference(cases[0], own)[0].others == []
        rate_seed(actor=officer, case=cases[0], levels=said(4, *[3] * 8, None))
        first = compared_with_reference(cases[0], own)[0]
        assert (first.gap, first.others) == (-1, [("2", 2), ("4", 1)])


@pytest.mark.django_db
class TestLicences:
    def test_who_is_near_gets_one_and_who_is_not_needs_a_reason(self, room):
        version, cases, people, officer = room
        rubric = version.rubric
        for case in cases:
            rate_seed(actor=people[0], case=case, levels=said(*[3] * 9, None))
        with refused("not_yours"):
            issue_licence(actor=people[1], user=people[0], rubric=rubric)
        with refused("no_reason"):
            issue_licence(actor=officer, user=people[1], rubric=rubric)
        with refused("own"):
            issue_licence(actor=officer, user=officer, rubric=rubric)
        first = issue_licence(actor=officer, user=people[0], rubric=rubric)
        assert first.basis == {"cases": 3, "exact": 1.0, "adjacent": 1.0, "critical": 0}
        again = issue_licence(actor=officer, user=people[0], rubric=rubric)
        assert AssessorLicence.objects.filter(revoked_at=None).get() == again
        near, far = standings([people[0], people[1]])
        assert (near.ready, near.holds, far.ready, far.holds) == (True, True, False, False)
        with refused("no_reason"):
            revoke_licence(actor=officer, licence=again, reason=" ")
        revoke_licence(actor=officer, licence=again, reason="Dejó de evaluar")
        assert not AssessorLicence.objects.filter(revoked_at=None).exists()
        acts = AuditEvent.objects.filter(action__endswith="_licence").order_by("pk")
        assert [one.action.split(".")[1] for one in acts] == ["issue_licence"] * 2 + ["revoke_licence"]

    def test_without_one_an_assessor_is_warned_or_kept_from_it(self, room, open_to_all, client, settings):
        version, _cases, people, officer = room
        person = make.person()
        open_to_all.rated = [person]
        occasion = make.occasion(version)
        page = reverse("rating_list", args=[occasion.uuid])
        client.force_login(people[0])
        assert reverse("calibration") in client.get(page).content.decode().split("<main")[1]
        settings.ASSESSOR_LICENCE = "block"
        about = {"actor": people[0], "occasion": occasion, "subject": person, "marks": make.marks(3)}
        with refused("no_licence"):
            api.save_rating(**about)
        api.save_rating(**{**about, "occasion": make.occasion(version, mode="coached")})
        licence = issue_licence(actor=officer, user=people[0], rubric=version.rubric, reason="Experiencia")
        api.save_rating(**about)
        assert reverse("calibration") not in client.get(page).content.decode().split("<main")[1]
        AssessorLicence.objects.filter(pk=licence.pk).update(
            issued_on=clock.today() - timedelta(days=731), expires_on=clock.today()
        )
        with refused("no_licence"):
            api.save_rating(**{**about, "subject": make.person()})
        settings.ASSESSOR_LICENCE = "off"
        assert reverse("calibration") not in client.get(page).content.decode().split("<main")[1]

    def test_the_list_asks_as_often_for_many_as_for_few(self, room, client, django_assert_num_queries):
        version, _cases, people, officer = room
        client.force_login(officer)
        url = reverse("licences")
        assert client.get(url).status_code == 200
        sent = {"go": "issue", "person": people[0].uuid, "rubric": version.rubric.uuid, "reason": ""}
        assert client.post(url, sent).status_code == 302
        told = client.post(url, {**sent, "reason": "x" * 1001}, follow=True).content.decode()
        assert "caben 1000 caracteres y tiene 1001" in told
        assert not AssessorLicence.objects.exists()
        told = client.post(url, {**sent, "reason": "Experiencia"}, follow=True).content.decode()
        assert re.search(r"puede evaluar hasta el \d+ de [a-z]+ de \d{4}\.", told)
        assert AssessorLicence.objects.get().user == people[0]
        with django_assert_num_queries(5):
            standings(people[:1])
        with django_assert_num_queries(5):
            standings(people)
