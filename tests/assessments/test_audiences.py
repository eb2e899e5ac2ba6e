"""Tests without a course: who opens them, to whom, the list, the link, and what becomes of it."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from assessments import api, registries
from assessments.models import Audience, AudienceMember, Delivery, FormSet, ParallelForm
from assessments.rules.delivery_rules import ANY_NUMBER, DeliveryRules
from assessments.selectors.audiences import AudienceHost, outside_cohorts, own_tests, purposes_for, run_by
from assessments.selectors.deliveries import own_states
from assessments.selectors.openable import openable
from assessments.services import audiences
from assessments.services.deliveries import release_results
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.test_forms import form_versions, take
from tests.budgets import counted
from tests.lms.factories import make_center, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.from_nothing]


@pytest.fixture(autouse=True)
def only_audiences(monkeypatch):
    monkeypatch.setattr(registries, "hosts", [AudienceHost()])


@pytest.fixture
def officer():
    return make_person(Role.PROGRAM_OFFICER)


def opened(actor, *, purpose="practice", **rules):
    rules = {"opens_at": clock.now() - timedelta(hours=1), "max_attempts": 3, "feedback": "answers", **rules}
    return audiences.open_outside(
        actor=actor,
        forms={"": make.knowledge_test()},
        title=make.text("Repaso"),
        purpose=purpose,
        rules=DeliveryRules(**rules),
    )


def test_what_each_role_may_open():
    center = make_center()
    told = {role: purposes_for(make_person(role, center=center)) for role in Role}
    assert told[Role.TRAINER] == ["practice"]
    assert told[Role.PROGRAM_OFFICER] == told[Role.ADMINISTRATOR] == ["practice", "selection"]
    assert not any(told[role] for role in (Role.CONCILIATOR, Role.CENTER_MANAGER, Role.EDITOR, Role.REVIEWER))


def test_a_trainer_opens_no_selection():
    with refused("not_yours"):
        opened(make_person(Role.TRAINER), purpose="selection")
    assert not Delivery.objects.exists()


def test_whoever_opened_it_runs_it_and_administrators_run_all(officer):
    mine, theirs = opened(officer), opened(make_person(Role.TRAINER))
    make.delivery(purpose="practice")  # of a course: it has no audience
    assert list(run_by(officer)) == [mine]
    assert set(run_by(make_person(Role.ADMINISTRATOR))) == {mine, theirs}
    assert not run_by(make_person(Role.TRAINER)).exists()


def test_who_lost_the_role_runs_it_no_more():
    trainer = make_person(Role.TRAINER)
    delivery = opened(trainer)
    trainer.role_grants.update(revoked_at=clock.now())
    assert not registries.running(type(trainer).objects.get(pk=trainer.pk), delivery)


def test_lines_that_name_nobody_come_back_with_their_number(officer):
    delivery = opened(officer)
    ana, beto = make.person(email="ana@example.org"), make.person(email="beto@example.org")
    curp = make.person(email="c@example.org", curp="HEGG560427MVZRRL04")
    closed = make.person(email="ya@example.org", is_active=False)
    audiences.add_people(actor=officer, delivery=delivery, people=[beto])
    text = (
        "Ana Ruiz <ANA@example.org>\n\n beto@example.org, \nhegg560427-mvzrrl04\n"
        "nadie@example.org\nAna Ruiz\nya@example.org\nana@example.org"
    )
    added = audiences.add_lines(actor=officer, delivery=delivery, text=text)
    assert (added.new, added.already) == (2, 1)
    assert [(one.number, one.text, one.problem) for one in added.problems] == [
        (5, "nadie@example.org", "Nadie aquí tiene este correo. Primero necesita una cuenta."),
        (6, "Ana Ruiz", "Esto no es un correo ni una CURP."),
        (7, "ya@example.org", "Esta cuenta está cerrada."),
    ]
    members = set(AudienceMember.objects.values_list("person", flat=True))
    assert members == {ana.pk, beto.pk, curp.pk}
    assert closed.pk not in members
    event = AuditEvent.objects.filter(action="assessments.add_to_audience").latest("pk")
    assert set(event.data["people"]) == {str(ana.uuid), str(curp.uuid)}


def test_too_many_lines_are_refused_before_anything_is_done(officer):
    delivery = opened(officer)
    with refused("too_many_lines"):
        audiences.add_lines(actor=officer, delivery=delivery, text="a@example.org\n" * 1001)


def test_people_on_the_list_take_it_and_nobody_else_does(officer):
    delivery, person = opened(officer), make.person()
    with refused("not_yours"):
        take(person, delivery)
    audiences.add_people(actor=officer, delivery=delivery, people=[person])
    take(person, delivery)
    with refused("started"):
        audiences.remove_person(actor=officer, delivery=delivery, person=person)
    other = make.person()
    audiences.add_people(actor=officer, delivery=delivery, people=[other])
    audiences.remove_person(actor=officer, delivery=delivery, person=other)
    with refused("not_yours"):
        take(other, delivery)


def test_a_renewed_link_opens_what_the_old_one_did_not_any_more(officer):
    delivery, early, late = opened(officer), make.person(), make.person()
    old = audiences.renew_link(actor=officer, delivery=delivery).link_token
    audiences.join_by_link(user=early, audience=Audience.objects.get(link_token=old))
    new = audiences.renew_link(actor=officer, delivery=delivery).link_token
    assert old != new
    assert not Audience.objects.filter(link_token=old).exists()
    take(early, delivery)  # stays in
    audiences.join_by_link(user=late, audience=Audience.objects.get(link_token=new))
    audiences.join_by_link(user=late, audience=Audience.objects.get(link_token=new))
    assert AudienceMember.objects.filter(person=late).count() == 1
    assert AuditEvent.objects.filter(action="assessments.join_by_link").count() == 2


def test_the_link_stops_at_the_closing(officer, client):
    delivery = opened(officer, closes_at=clock.now() + timedelta(minutes=5))
    link = audiences.renew_link(actor=officer, delivery=delivery)
    Delivery.objects.filter(pk=delivery.pk).update(closes_at=clock.now() - timedelta(minutes=1))
    person = make.person()
    with refused("closed"):
        audiences.join_by_link(user=person, audience=Audience.objects.get(pk=link.pk))
    client.force_login(person)
    page = client.get(reverse("test_link", args=[link.link_token])).content.decode()
    assert "Esta evaluación se cerró." in page
    assert "<button" not in page.partition("<main")[2].partition("</main>")[0]
    assert client.post(reverse("test_link", args=[link.link_token])).status_code == 302
    assert not AudienceMember.objects.exists()


def test_the_link_asks_to_sign_in_writes_nothing_when_read_and_leads_to_the_test(officer, client):
    delivery = opened(officer)
    token = audiences.renew_link(actor=officer, delivery=delivery).link_token
    url = reverse("test_link", args=[token])
    assert "/account/login/" in client.get(url).url
    client.force_login(make.person())
    assert "Repaso (es)" in client.get(url).content.decode()
    assert not AudienceMember.objects.exists()
    assert client.post(url).url == reverse("attempt_start", args=[delivery.uuid])
    assert client.get(reverse("attempt_start", args=[delivery.uuid])).status_code == 200
    assert client.get(reverse("test_link", args=[token[:-1]])).status_code == 404


def test_practice_is_taken_any_number_of_times_and_shows_the_right_answers(officer, client):
    delivery, person = opened(officer, max_attempts=ANY_NUMBER, counts="last"), make.person()
    audiences.add_people(actor=officer, delivery=delivery, people=[person])
    client.force_login(person)
    page = client.get(reverse("attempt_start", args=[delivery.uuid])).content.decode()
    assert "Las veces que quiera" in page
    assert "9999" not in page
    for _round in range(4):
        attempt = make.finished_attempt(person, delivery, right=1)
    page = client.get(reverse("attempt_submitted", args=[attempt.uuid])).content.decode()
    assert page.count("Pregunta 1 (es)") == 1
    told = page.partition("<main")[2].partition("</main>")[0]
    assert not re.search(r"(?<![\w-])9+(?![\w-])", told)  # 999 of 9999 attempts; addresses may have them


def test_what_is_held_is_told_after_the_release(officer, client):
    delivery, person = opened(officer, purpose="selection", held=True, feedback="score"), make.person()
    audiences.add_people(actor=officer, delivery=delivery, people=[person])
    attempt = make.finished_attempt(person, delivery, right=3)
    client.force_login(person)
    url = reverse("attempt_submitted", args=[attempt.uuid])
    assert "3 de 4" not in client.get(url).content.decode()
    assert api.delivery_states(user=person, delivery_ids=[delivery.pk])[delivery.pk].best_score is None
    release_results(actor=officer, delivery=delivery)
    release_results(actor=officer, delivery=delivery)
    assert "3 de 4" in client.get(url).content.decode()
    assert AuditEvent.objects.filter(action="assessments.release_results").count() == 1
    with refused("not_held"):
        release_results(actor=officer, delivery=opened(officer, purpose="selection"))


def test_the_runner_reads_who_is_how_far_and_takes_it_away_as_a_table(officer, client):
    delivery = opened(officer, counts="best")
    done = make.person(first_name="Ana", last_name="=1+1")
    going, idle = make.person(last_name="Bravo"), make.person(last_name="Cano")
    audiences.add_people(actor=officer, delivery=delivery, people=[done, going, idle])
    make.finished_attempt(done, delivery, right=3)
    make.finished_attempt(done, delivery, right=1)
    api.start_attempt(user=going, delivery=delivery)
    client.force_login(officer)
    page = client.get(reverse("delivery_people", args=[delivery.uuid])).content.decode()
    for words in ("1 de 3 personas entregaron.", "3 de 4 (75", "En curso", "Sin empezar"):
        assert words in page
    body = client.get(reverse("delivery_results", args=[delivery.uuid])).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(body)))
    assert [row[0] for row in rows[1:]] == ["'=1+1", "Bravo", "Cano"]
    assert rows[1][3:5] + rows[1][7:] == ["Hecha", "2", "3.0", "4.0"]
    assert rows[3][3:] == ["Sin empezar", "0", "", "", "", ""]


def test_the_list_of_people_costs_the_same_with_one_and_with_three(officer, client):
    delivery = opened(officer)
    client.force_login(officer)
    url, spent = reverse("delivery_people", args=[delivery.uuid]), []
    for number in (1, 2):
        for _person in range(number):
            person = make.person()
            audiences.add_people(actor=officer, delivery=delivery, people=[person])
            make.finished_attempt(person, delivery, right=2)
        client.get(url)
        with counted() as cost:
            client.get(url)
        spent.append(len(cost.asked))
    assert spent[0] == spent[1]


def test_pasting_keeps_the_lines_that_need_another_look(officer, client):
    delivery = opened(officer)
    make.person(email="ana@example.org")
    client.force_login(officer)
    url = reverse("delivery_people_add", args=[delivery.uuid])
    reply = client.post(url, {"lines": "ana@example.org\nanna@example.org"})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Línea 2, «anna@example.org»" in page
    assert page.partition("<textarea")[2].partition("</textarea>")[0].endswith("anna@example.org")
    assert "ana@example.org\nanna" not in page
    reply = client.post(url, {"lines": "ana@example.org"})
    assert reply.url == reverse("delivery_people", args=[delivery.uuid])
    assert AudienceMember.objects.count() == 1


def test_administrators_find_people_by_name_and_officers_see_nobody(officer, client):
    delivery, person = opened(officer), make.person(last_name="Zepeda")
    url = reverse("delivery_people_add", args=[delivery.uuid])
    add = reverse("delivery_person_add", args=[delivery.uuid, person.uuid])
    client.force_login(officer)
    assert "Zepeda" not in client.get(f"{url}?q=zepeda").content.decode()
    assert client.post(add).status_code == 404
    client.force_login(make_person(Role.ADMINISTRATOR))
    assert "Zepeda" in client.get(f"{url}?q=zepeda").content.decode()
    assert client.post(add).status_code == 302
    assert AudienceMember.objects.get().person == person


def test_opening_one_in_the_product(officer, client):
    version = make.knowledge_test()
    client.force_login(officer)
    url = reverse("delivery_new") + "?purpose=selection"
    page = client.get(url).content.decode()
    assert 'name="held"' in page
    sent = {
        "instrument": f"one-{version.uuid}", "title_es": "Ingreso 2027", "title_en": "Entry 2027",
        "opens_at": "2026-11-02T09:00", "max_attempts": "1", "counts": "first", "feedback": "score",
        "late": "flag", "layout": "page", "held": "on", "shuffle": "on", "time_limit": "60",
    }  # fmt: skip
    assert client.post(url, {**sent, "title_en": ""}).status_code == 422
    reply = client.post(url, sent)
    made = Delivery.objects.get()
    assert reply.url == reverse("delivery_people", args=[made.uuid])
    assert (made.purpose, made.opened_by, made.title) == (
        "selection", officer, {"es": "Ingreso 2027", "en": "Entry 2027"},
    )  # fmt: skip
    assert (made.held, made.late, made.time_limit, made.instrument_version) == (True, "flag", 60, version)
    assert "Ingreso 2027" in client.get(reverse("deliveries")).content.decode()
    client.force_login(make_person(Role.TRAINER))
    assert client.get(url).status_code == 403


def test_of_each_test_the_newest_version_can_be_opened():
    make.knowledge_test(3)
    newest = make.knowledge_test(4)
    assert [(one.key, one.forms) for one in openable()] == [("knowledge_test", {"": newest})]


def form_set(versions):
    made = FormSet.objects.create(key="paired", purpose="practice", plan={}, published_at=clock.now())
    for label, version in versions.items():
        ParallelForm.objects.create(form_set=made, version=version, label=label)
    return made


def test_parallel_forms_are_opened_together_and_each_person_gets_one(officer, client):
    form_set({"A": form_versions("A")["A"]})
    versions = form_versions("A", "B")
    newest = form_set(versions)
    alone = make.knowledge_test()
    found = {one.value: dict(one.forms) for one in openable()}
    assert found == {f"set-{newest.uuid}": versions, f"one-{alone.uuid}": {"": alone}}
    client.force_login(officer)
    page = client.get(reverse("delivery_new")).content.decode()
    assert "A (es), formas A, B" in page
    delivery = audiences.open_outside(
        actor=officer,
        forms=versions,
        title=make.text("Repaso"),
        purpose="practice",
        rules=DeliveryRules(opens_at=clock.now() - timedelta(hours=1)),
    )
    people = [make.person() for _one in range(4)]
    audiences.add_people(actor=officer, delivery=delivery, people=people)
    assert sorted(take(one, delivery) for one in people) == ["A", "A", "B", "B"]


def told_to(person):
    found = outside_cohorts(person)
    return own_tests(found, own_states(user=person, deliveries=found, scored=False))


def test_a_person_reads_what_is_open_first_and_then_what_is_over(officer):
    person = make.person()
    assert told_to(person) == []
    waiting, done = opened(officer), opened(officer, max_attempts=1)
    for one in (waiting, done):
        audiences.add_people(actor=officer, delivery=one, people=[person])
    take(person, done)
    opened(officer)  # for others
    with translation.override("es-mx"):
        told = [(one.url, one.status, one.again) for one in told_to(person)]
    assert told == [
        (reverse("attempt_start", args=[waiting.uuid]), "open", False),
        (reverse("attempt_start", args=[done.uuid]), "submitted", False),
    ]
