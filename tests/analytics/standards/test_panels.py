"""Panels on pass marks: judged alone, closed, seen, judged again, approved into a record."""

import pytest
from django.urls import reverse
from django.utils import translation

from analytics import personal_data
from analytics.models import StandardRating, StandardRecord, StandardStudy
from analytics.standards import personal_data as kept_data
from analytics.standards import services
from courses import api as courses
from courses.course_files import read_course
from courses.course_files.reference import EXAMPLE
from courses.models import CoursePage
from lms.accounts.roles import Role
from lms.core.frozen import FrozenError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.lms.factories import make_person
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def spanish():
    """Each test starts in Spanish, whatever language the one before left active."""
    with translation.override("es-mx"):
        yield


@pytest.fixture
def officer():
    return make_person(Role.PROGRAM_OFFICER)


@pytest.fixture
def judges():
    return [make_person(Role.REVIEWER) for _number in range(2)]


@pytest.fixture
def version():
    return make.knowledge_test(2)


def convened(officer, version, judges, method="angoff"):
    return services.convene(
        actor=officer, version=version.uuid, method=method, borderline="Sabe lo básico.", judges=judges
    )


def percents(one, two):
    return {"1": one, "2": two}


def test_two_rounds_end_in_a_record_that_never_changes(officer, judges, version):
    study = convened(officer, version, judges)
    with refused("nobody"):
        services.close_round(actor=officer, study=study.uuid)
    services.judge(actor=judges[0], study=study.uuid, values=percents(40, 60))
    services.judge(actor=judges[0], study=study.uuid, values=percents(50, 60))
    services.judge(actor=judges[1], study=study.uuid, values=percents(90, 80))
    with refused("still_open"):
        services.approve(actor=officer, study=study.uuid, reason="x")
    services.close_round(actor=officer, study=study.uuid)
    with refused("closed"):
        services.judge(actor=judges[0], study=study.uuid, values=percents(1, 1))
    services.open_next_round(actor=officer, study=study.uuid)
    services.judge(actor=judges[0], study=study.uuid, values=percents(70, 70))
    services.judge(actor=judges[1], study=study.uuid, values=percents(80, 70))
    services.close_round(actor=officer, study=study.uuid)
    with refused("last_round"):
        services.open_next_round(actor=officer, study=study.uuid)
    with refused("no_reason"):
        services.approve(actor=officer, study=study.uuid, reason=" ")
    record = services.approve(actor=officer, study=study.uuid, reason="Dos rondas.")
    assert (record.share, record.judges, record.is_provisional) == (0.725, 2, True)
    assert record.low < 0.725 < record.high
    assert [services.figures_of(study, number=n).share for n in (1, 2)] == pytest.approx([0.7, 0.725])
    with refused("approved"):
        services.approve(actor=officer, study=study.uuid, reason="x")
    record.share = 0.1
    with pytest.raises(FrozenError):
        record.save()
    event = AuditEvent.objects.get(action="analytics.approve_standard")
    assert (event.actor, event.data["share"], event.data["course"]) == (officer, 0.725, "")


def test_what_cannot_be_is_refused(officer, judges, version):
    with refused("no_test"):
        convened(officer, make.opinion_form(), judges)
    with refused("no_judges"):
        convened(officer, version, [])
    with refused("no_borderline"):
        services.convene(actor=officer, version=version.uuid, method="angoff", borderline=" ", judges=judges)
    study = convened(officer, version, judges)
    with refused("not_found"):
        services.judge(actor=make_person(Role.REVIEWER), study=study.uuid, values=percents(1, 1))
    with refused("unfinished"):
        services.judge(actor=judges[0], study=study.uuid, values={"1": 50})
    assert not StandardRating.objects.exists()


def test_the_mark_becomes_the_courses_and_cohorts_keep_theirs(officer, judges, version):
    courses.load_course(course=read_course(EXAMPLE))
    (mark,) = courses.course_marks()
    study = convened(officer, version, judges)
    services.judge(actor=judges[0], study=study.uuid, values=percents(50, 75))
    services.close_round(actor=officer, study=study.uuid)
    record = services.approve(actor=officer, study=study.uuid, reason="x", course=mark.uuid)
    assert record.course_key == mark.key
    assert (mark.pass_mark, courses.course_marks()[0].pass_mark) == (0.8, 0.625)
    pages = CoursePage.objects.all()
    assert [(page.pass_mark, page.live) for page in pages] == [(0.625, True)] * 2
    event = AuditEvent.objects.get(action="courses.set_pass_mark")
    assert (event.data["before"], event.data["after"]) == (0.8, 0.625)
    assert event.data["source"] == f"analytics.standardstudy {study.uuid}"
    page = pages[0]
    page.summary = "Otra cosa"
    page.save_revision()
    with refused("unpublished"):
        courses.set_pass_mark(actor=officer, course=mark.uuid, pass_mark=0.7, source="x")
    with refused("bad_mark"):
        courses.set_pass_mark(actor=officer, course=mark.uuid, pass_mark=1.7, source="x")
    assert courses.course_marks()[0].pass_mark == 0.625


def test_judges_are_personal_data(officer, judges, version):
    study = convened(officer, version, judges)
    services.judge(actor=judges[0], study=study.uuid, values=percents(50, 60))
    services.close_round(actor=officer, study=study.uuid)
    services.approve(actor=officer, study=study.uuid, reason="x")
    assert kept_data.export_judgments(judges[0]) == [
        {"method": "angoff", "said": [{"round": 1, "values": percents(50, 60)}]}
    ]
    assert len(kept_data.export_studies(officer)) == len(kept_data.export_records(officer)) == 1
    assert personal_data.merge_conflicts(*judges) == ["Las dos cuentas juzgaron en el mismo panel."]
    other = make_person()
    assert personal_data.merge_move(other, judges[0]) == 1
    assert personal_data.merge_move(other, officer) == 2
    assert StandardRecord.objects.get().approved_by == other


def html_of(response):
    return flat(response.content.decode())


def test_a_panel_on_its_pages(client, officer, judges, version):
    client.force_login(officer)
    new = reverse("standard_new")
    assert client.post(new, {}).status_code == 422
    sent = {
        "version": str(version.uuid),
        "method": "angoff",
        "borderline": "Sabe lo básico.",
        "judges": [str(one.uuid) for one in judges],
    }
    page = client.post(new, sent).url
    study = StandardStudy.objects.get()
    assert page == reverse("standard_study", args=[study.uuid])
    assert "todavía no" in html_of(client.get(page))
    act = reverse("standard_act", args=[study.uuid])

    client.force_login(judges[0])
    seat = reverse("standard_judge", args=[study.uuid])
    html = html_of(client.get(seat))
    assert "Sabe lo básico." in html
    assert "Pregunta 1 (es)" in html
    response = client.post(seat, {"q-1": "60", "q-2": "mucho"})
    assert response.status_code == 409
    assert 'value="mucho"' in html_of(response)
    for odd in ("inf", "-1e999", "nan", "101"):
        response = client.post(seat, {"q-1": odd, "q-2": "70"})
        assert (response.status_code, f'value="{odd}"' in html_of(response)) == (409, True)
    client.post(seat, {"q-1": "60 %", "q-2": "70"})
    client.force_login(judges[1])
    assert 'value="60"' not in html_of(client.get(seat))
    client.post(seat, {"q-1": "80", "q-2": "70"})

    client.force_login(officer)
    assert "%" not in html_of(client.get(page)).split("<main")[1].split("</main>")[0]
    client.post(act, {"go": "close"})
    html = html_of(client.get(page))
    assert "Provisional: menos de seis jueces." in html
    assert "entre 65 % y 75 %" in html.replace("\u00a0", " ")
    client.post(act, {"go": "next"})
    client.force_login(judges[0])
    html = html_of(client.get(seat)).replace("\u00a0", " ")
    assert "Ronda anterior: 60 % a 80 %, 70 % en promedio." in html
    assert 'value="60"' in html
    client.post(seat, {"q-1": "60", "q-2": "70"})
    client.force_login(officer)
    client.post(act, {"go": "close"})
    assert client.post(act, {"go": "approve", "reason": ""}).status_code == 422
    html = html_of(client.post(act, {"go": "approve", "reason": "Dos rondas."}, follow=True))
    assert "Dos rondas." in html
    assert StandardRecord.objects.get().share == 0.65


@pytest.mark.parametrize("method", ["yes_no", "ebel", "hofstee"])
def test_each_method_has_its_page(client, officer, judges, version, method):
    study = convened(officer, version, judges[:1], method)
    client.force_login(judges[0])
    seat = reverse("standard_judge", args=[study.uuid])
    assert client.get(seat).status_code == 200
    sent = {
        "yes_no": {"q-1": "1", "q-2": "0"},
        "ebel": {"q-1": "essential|easy", "q-2": "essential|easy", "c-essential|easy": "50"},
        "hofstee": {"low": "50", "high": "80", "few": "0", "many": "40"},
    }[method]
    assert client.post(seat, sent).status_code == 302
    services.close_round(actor=officer, study=study.uuid)
    assert services.figures_of(study).share == {"yes_no": 0.5, "ebel": 0.5, "hofstee": None}[method]
    client.force_login(officer)
    html = html_of(client.get(reverse("standard_study", args=[study.uuid])))
    assert ("nadie ha contestado" in html) == (method == "hofstee")


def test_a_panel_exists_for_its_judges_and_conveners_alone(client, officer, judges, version):
    study = convened(officer, version, judges[:1])
    client.force_login(judges[1])
    assert client.get(reverse("standard_judge", args=[study.uuid])).status_code == 404
    assert client.get(reverse("standard_study", args=[study.uuid])).status_code == 403
    assert str(study.uuid) not in html_of(client.get(reverse("standards")))
    client.force_login(judges[0])
    assert str(study.uuid) in html_of(client.get(reverse("standards")))
