"""Supervisors are named by whoever runs a cohort, asked once its follow-up opens, and answer by a link."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils import translation

from assessments.models import SheetRequest
from assessments.services.requests import ask_supervisors
from courses import api
from courses.models import CohortStep
from courses.selectors.roster_previews import preview
from courses.services.rosters import apply_roster, keep_upload
from courses.services.supervisors import save_supervisors
from lms.accounts.models import Letter
from lms.accounts.roles import Role
from lms.accounts.services import letters
from lms.accounts.services.privacy import erase_person, export_person
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from lms.core.spreadsheets import read_table
from tests.assessments import factories as tests_of
from tests.budgets import counted, same_cost
from tests.courses import supervised
from tests.lms.factories import make_center, make_person
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("supervised_course")]
BOSS = "jefa@example.mx"


@pytest.fixture(autouse=True)
def nobody_is_counted():
    cache.clear()


@pytest.fixture(scope="module")
def supervised_course(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), translation.override("es-mx"), transaction.atomic():
        api.load_course(course=supervised.course_file())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def over(center, trainer):
    """A cohort whose follow-up has opened."""
    return supervised.over(centers=[center], trainers=[trainer])


@pytest.fixture
def manager(center):
    return make_person(Role.CENTER_MANAGER, center=center)


@pytest.fixture
def people(over, center):
    named = [make_person(center=center, first_name=name, last_name="Cruz") for name in ("Ana", "Beto")]
    return [api.enroll(actor=None, cohort=over, user=one) for one in named]


def name(over, people, address=BOSS, *, language="es-mx"):
    """Name a supervisor of each; the letters leave with the transaction, which tests never end."""
    wanted = {one.user_id: address for one in people}
    changed = save_supervisors(actor=None, cohort=over, wanted=wanted, language=language)
    letters.send_due_letters()
    return changed


def links(mail):
    return re.findall(r"http\S+/supervision/\w+/", mail.body)


def path(link):
    return "/" + link.split("/", 3)[3]


def values(request, level="4", words="Le faltó tiempo"):
    items = tests_of.items_of(request.delivery)
    return {str(one.uuid): level if one.type == "likert" else words for one in items}


def test_whoever_is_asked_about_two_people_gets_one_letter_with_a_link_for_each(over, people, mailoutbox):
    assert name(over, people) == 2
    (mail,) = mailoutbox
    assert mail.to == [BOSS]
    assert mail.subject == "Cómo trabajan, después de un curso, 2 personas a las que usted supervisa"
    assert "Curso chico (es)" in mail.body
    assert mail.body.index("Ana Cruz") < mail.body.index("Beto Cruz")
    assert len(set(links(mail))) == 2
    for one in SheetRequest.objects.all():
        assert one.state == "asked"
        token = SheetRequest.token_for(one.uuid, one.number)
        assert any(token in link for link in links(mail))
        assert token not in (one.token_hash, str(Letter.objects.values()))


def test_nobody_is_asked_before_the_follow_up_opens(center, trainer, mailoutbox):
    early = supervised.over(days=20, centers=[center], trainers=[trainer])
    person = api.enroll(actor=None, cohort=early, user=make_person(center=center))
    name(early, [person], language="en")
    assert ask_supervisors() == 0
    assert (SheetRequest.objects.get().state, mailoutbox) == ("waiting", [])
    opens_at = CohortStep.objects.get(cohort=early, key="follow-up").delivery.opens_at
    with time_machine.travel(opens_at + timedelta(hours=1)):
        assert ask_supervisors() == 1
        letters.send_due_letters()
    assert mailoutbox[0].subject == "How 1 person whom you supervise works after a course"
    assert "/en/supervision/" in mailoutbox[0].body


def test_the_page_names_person_and_course_takes_one_sheet_and_forgets_the_address(
    client, over, people, mailoutbox
):
    name(over, people[:1])
    link = path(links(mailoutbox[0])[0])
    before = (AuditEvent.objects.count(), list(SheetRequest.objects.values()))
    page = client.get(link)
    assert (AuditEvent.objects.count(), list(SheetRequest.objects.values())) == before
    html = flat(page.content.decode())
    assert "<h1>Ana Cruz</h1>" in html
    assert "Curso chico (es)" in html
    assert page["X-Robots-Tag"].startswith("noindex")
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert "<script" not in html
    request = SheetRequest.objects.get()
    empty = client.post(link, {"act": "send"})
    assert empty.status_code == 422
    assert "No contestó nada" in empty.content.decode()
    sent = client.post(link, {**values(request), "act": "send"})
    assert sent.url == reverse("supervisor_sent")
    assert "Gracias" in client.get(sent.url).content.decode()
    request.refresh_from_db()
    assert (request.state, request.address, request.letter) == ("answered", "", None)
    assert sorted(map(str, request.answers.values())) == ["4"] * 6 + ["Le faltó tiempo"]
    assert not Letter.objects.exists()
    # A double click is as good as one; whoever only looks finds what a stranger finds.
    assert client.post(link, {**values(request, level="1")}).url == reverse("supervisor_sent")
    request.refresh_from_db()
    assert 1 not in request.answers.values()
    gone, unknown = client.get(link), client.get(reverse("supervisor_sheet", args=["0" * 64]))
    assert [gone.status_code, unknown.status_code] == [404, 404]
    assert re.sub(r"/supervision/\w+/", "", gone.content.decode()) == re.sub(
        r"/supervision/\w+/", "", unknown.content.decode()
    )


def test_declining_ends_it_and_somebody_else_may_be_named(client, over, people, mailoutbox):
    name(over, people[:1])
    old = path(links(mailoutbox[0])[0])
    assert client.post(old, {"act": "decline"}).status_code == 302
    request = SheetRequest.objects.get()
    assert (request.state, request.address, request.answers) == ("declined", "", {})
    name(over, people[:1], "otra@example.mx")
    request.refresh_from_db()
    assert (request.state, request.number, mailoutbox[-1].to) == ("asked", 2, ["otra@example.mx"])
    assert client.get(old).status_code == 404
    assert client.get(path(links(mailoutbox[-1])[0])).status_code == 200


def test_another_address_kills_the_link_and_none_takes_the_request_away(client, over, people, mailoutbox):
    name(over, people[:1])
    first = path(links(mailoutbox[0])[0])
    assert name(over, people[:1]) == 0
    assert name(over, people[:1], "otra@example.mx") == 1
    assert not Letter.objects.filter(address=BOSS).exists()
    second = path(links(mailoutbox[1])[0])
    assert [client.get(one).status_code for one in (first, second)] == [404, 200]
    assert name(over, people[:1], "") == 1
    assert client.post(second, {"act": "decline"}).status_code == 404
    assert not SheetRequest.objects.exists()
    assert not Letter.objects.exists()


def test_one_reminder_then_the_link_and_the_address_expire(client, over, people, mailoutbox):
    name(over, people[:1])
    link = path(links(mailoutbox[0])[0])
    asked = clock.now()
    for days, done in ((9, 0), (11, 1), (12, 0), (29, 0)):
        with time_machine.travel(asked + timedelta(days=days)):
            assert ask_supervisors() == done
            letters.send_due_letters()
    assert [mail.subject[:9] for mail in mailoutbox] == ["Cómo trab", "Sigue pen"]
    assert links(mailoutbox[1]) == links(mailoutbox[0])
    with time_machine.travel(asked + timedelta(days=31)):
        assert client.get(link).status_code == 404
        assert ask_supervisors() == 1
    request = SheetRequest.objects.get()
    assert (request.state, request.address, Letter.objects.count()) == ("expired", "", 0)


def test_a_letter_that_failed_is_told_and_the_same_address_is_asked_again(
    client, over, people, manager, mailoutbox
):
    name(over, people[:1])
    Letter.objects.update(state="failed", error="mailbox full")
    client.force_login(manager)
    page = client.get(reverse("cohort_supervisors", args=[over.uuid])).content.decode()
    assert "mailbox full" in page
    assert name(over, people[:1]) == 1
    assert [mail.to for mail in mailoutbox] == [[BOSS], [BOSS]]
    for place in range(3):
        name(over, people[:1], f"otra{place}@example.mx")
    with pytest.raises(UserError) as refused:
        name(over, people[:1], "mas@example.mx")
    assert list(refused.value.problems) == [people[0].user_id]


def test_the_manager_types_addresses_and_sees_states_alone(client, over, people, manager, mailoutbox):
    client.force_login(manager)
    address = reverse("cohort_supervisors", args=[over.uuid])
    assert address in client.get(reverse("cohort", args=[over.uuid])).content.decode()
    fields = [f"address-{one.uuid}" for one in people]
    own = client.post(address, {"language": "es-mx", fields[0]: people[0].user.email, fields[1]: "x"})
    assert own.status_code == 422
    assert "Este correo no está completo o tiene un error." in own.content.decode()
    own = client.post(address, {"language": "es-mx", fields[0]: people[0].user.email, fields[1]: BOSS})
    assert "Es el correo de la propia persona" in own.content.decode()
    assert not SheetRequest.objects.exists()
    saved = client.post(address, {"language": "es-mx", fields[0]: f" {BOSS.upper()} ", fields[1]: ""})
    assert saved.status_code == 302
    letters.send_due_letters()
    client.post(path(links(mailoutbox[0])[0]), {**values(SheetRequest.objects.get()), "act": "send"})
    html = flat(client.get(address).content.decode())
    assert "Contestó" in html
    assert "Le faltó tiempo" not in html
    assert BOSS not in html
    assert fields[0] not in html
    assert fields[1] in html
    event = AuditEvent.objects.filter(action="assessments.set_supervisors").latest("pk")
    assert (event.actor, event.data["people"]) == (manager, [str(people[0].user.uuid)])
    assert "example" not in str(event.data)


def test_who_may_name_supervisors_and_of_whom(client, over, people, trainer, officer):
    elsewhere = make_center()
    over.centers.add(elsewhere)
    other = api.enroll(actor=None, cohort=over, user=make_person(center=elsewhere, first_name="Zoe"))
    address = reverse("cohort_supervisors", args=[over.uuid])
    seen = {}
    for who in (trainer, make_person(Role.CENTER_MANAGER, center=elsewhere), officer, people[0].user):
        client.force_login(who)
        answer = client.get(address)
        seen[who] = answer.status_code
        if who == trainer:
            assert "Zoe" in answer.content.decode()
        elif answer.status_code == 200:
            html = answer.content.decode()
            assert "Zoe" in html
            assert "Ana Cruz" not in html
            client.post(address, {"language": "es-mx", f"address-{people[0].uuid}": BOSS})
    assert list(seen.values()) == [200, 200, 403, 403]
    assert not SheetRequest.objects.exists()
    assert other.user.first_name == "Zoe"


def test_a_file_may_name_them(over, officer, center):
    def upload(text):
        heads = "Correo,Nombre,Apellidos,Centro,Correo del supervisor\n"
        table = read_table((heads + text).encode(), filename="a.csv")
        return keep_upload(actor=officer, cohort=over, file_name="a.csv", table=table)

    wrong = f"a@x.mx,Ana,Ríos,sur,A@x.mx\nb@x.mx,Eva,Luna,sur,{BOSS}x@\n"
    plan = preview(actor=officer, upload=upload(wrong))
    assert [[str(error) for error in row.errors] for row in plan.errors] == [
        ["Quien supervisa tiene el mismo correo que la persona."],
        ["Correo de quien supervisa: «jefa@example.mxx@» no es un correo."],
    ]
    apply_roster(
        actor=officer, upload=upload(f"a@x.mx,Ana,Ríos,sur,{BOSS}\nb@x.mx,Eva,Luna,sur,\n"), invite=False
    )
    (request,) = SheetRequest.objects.all()
    assert (request.about.email, request.address, request.state) == ("a@x.mx", BOSS, "asked")


def test_what_was_said_goes_with_the_persons_data(client, over, people, officer, mailoutbox):
    name(over, people)
    for link in links(mailoutbox[0])[:1]:
        client.post(path(link), {**values(SheetRequest.objects.first()), "act": "send"})
    ana, beto = (one.user for one in people)
    (told,) = export_person(user=ana)["assessments.SheetRequest"]
    assert told["state"] == "answered"
    assert {"question": "small-course/b7", "answer": "Le faltó tiempo"} in told["answers"]
    assert "address" not in told
    erase_person(actor=None, user=ana)
    erase_person(actor=None, user=beto)
    request = SheetRequest.objects.get()
    assert list(request.answers.values()) == [4] * 6
    assert not Letter.objects.filter(address=BOSS).exists()


def test_whoever_leaves_is_asked_about_no_more_and_learners_are_told(client, over, people, mailoutbox):
    name(over, people)
    client.force_login(people[0].user)
    html = flat(client.get(reverse("learning")).content.decode())
    assert "puede preguntarse lo mismo a quien le supervisa" in html
    api.withdraw(actor=None, enrollment=people[1])
    assert [one.about for one in SheetRequest.objects.all()] == [people[0].user]
    client.logout()
    assert [client.get(path(one)).status_code for one in links(mailoutbox[0])] == [200, 404]


def test_moving_a_cohort_moves_when_supervisors_are_asked(over, people, center, trainer):
    name(over, people[:1])
    ends_on = over.ends_on + timedelta(days=5)
    api.update_cohort(
        actor=None, cohort=over, name=over.name, starts_on=over.starts_on, ends_on=ends_on,
        time_zone=over.time_zone, centers=[center], trainers=[trainer], join_open=False,
    )  # fmt: skip
    step = CohortStep.objects.get(cohort=over, key="follow-up")
    assert step.supervisor.opens_at == step.delivery.opens_at
    assert clock.now() - step.delivery.opens_at < timedelta(days=6)


def test_strangers_are_slowed_down(client, settings):
    settings.FORM_OPENINGS_PER_MINUTE = 2
    address = reverse("supervisor_sheet", args=["0" * 64])
    assert [client.get(address).status_code for _ in range(3)] == [404, 404, 429]


def test_the_list_costs_the_same_for_many(client, over, center, manager):
    client.force_login(manager)
    address = reverse("cohort_supervisors", args=[over.uuid])

    def cost(many):
        while over.enrollments.count() < many:
            one = api.enroll(actor=None, cohort=over, user=make_person(center=center))
            name(over, [one], f"b{one.pk}@example.mx")
        with counted() as spent:
            assert client.get(address).status_code == 200
        return spent

    same_cost([cost(26), cost(60)])
