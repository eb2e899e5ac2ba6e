"""What administrators do, and that nobody else can."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from lms.accounts.data import PersonRow
from lms.accounts.interfaces.administration import PersonForm
from lms.accounts.models import Center, Office, RoleGrant, User
from lms.accounts.registries import register_merge
from lms.accounts.roles import Role
from lms.accounts.services.merging import merge_people
from lms.accounts.services.people import create_or_update_person
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.lms.accounts.codes import give_app
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db

CURP = "HEGG560427MVZRRL04"


@pytest.fixture
def admin(client):
    user = make_person(Role.ADMINISTRATOR, first_name="Zoe", last_name="Zárate")
    client.force_login(user)
    return user


def urls(user):
    base = f"/es-mx/people/{user.uuid}/"
    return [
        "/es-mx/people/",
        "/es-mx/people/new/",
        "/es-mx/centers/",
        "/es-mx/centers/new/",
        base,
        base + "edit/",
    ]


def test_administrators_open_every_page_in_both_languages(client, admin):
    for url in urls(make_person()):
        assert client.get(url).status_code == 200
        assert client.get(url.replace("es-mx", "en")).status_code == 200


@pytest.mark.parametrize("role", [None, Role.TRAINER, Role.CENTER_MANAGER, Role.PROGRAM_OFFICER, Role.EDITOR])
def test_others_open_none_and_act_on_nobody(client, role):
    target = make_person()
    client.force_login(make_person(*([role] if role else []), center=make_center()))
    for url in urls(target):
        assert client.get(url).status_code == 403
    for act in ("invite", "email", "active", "merge", "roles"):
        url = f"/es-mx/people/{target.uuid}/{act}/"
        assert (
            client.post(url, {"role": "trainer", "email": "x@example.mx", "active": "0"}).status_code == 403
        )
    target.refresh_from_db()
    assert (target.is_active, target.role_grants.count()) == (True, 0)


def test_acts_need_post(client, admin):
    target = make_person()
    for act in ("invite", "email", "active", "merge", "roles"):
        assert client.get(f"/es-mx/people/{target.uuid}/{act}/").status_code == 405


def test_search_finds_every_word_and_narrows(client, admin):
    north = make_center(name="Norte")
    wanted = make_person(Role.TRAINER, center=north, first_name="Lucía", last_name="Ibarra", curp=CURP)
    make_person(center=north, first_name="Lucía", last_name="Soto")
    for query in ("lucía ibarra", "IBARRA", wanted.email, CURP.lower()):
        page = client.get("/es-mx/people/", {"q": query})
        assert [person.pk for person in page.context["page"]] == [wanted.pk]
    page = client.get("/es-mx/people/", {"center": north.uuid, "role": "trainer"})
    assert [person.pk for person in page.context["page"]] == [wanted.pk]
    page = client.get("/es-mx/people/", {"center": north.uuid, "role": "conciliator"})
    assert wanted.pk not in [person.pk for person in page.context["page"]]
    assert "Nadie coincide" in client.get("/es-mx/people/", {"q": "nadie así"}).content.decode()


@pytest.mark.parametrize("url", ["/es-mx/people/", "/es-mx/centers/"])
def test_lists_take_as_many_queries_for_three_rows_as_for_one(client, admin, url):
    counts = []
    for _ in range(3):
        make_person(Role.TRAINER, Role.CENTER_MANAGER, center=make_center())
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts.append(len(queries))
    assert counts[0] == counts[2]


def test_the_list_is_cut_into_pages(client, admin):
    for _ in range(26):
        make_person()
    assert len(client.get("/es-mx/people/").context["page"]) == 25
    assert len(client.get("/es-mx/people/?page=2").context["page"]) == 2


def test_a_new_person_is_invited_at_once(client, admin, mailoutbox, django_capture_on_commit_callbacks):
    data = {
        "email": "Nueva@example.mx",
        "first_name": "Nueva",
        "last_name": "Persona",
        "job_role": "conciliator",
    }
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/es-mx/people/new/", {**data, "language": "es-mx"})
    person = User.objects.get(email="nueva@example.mx")
    assert response.url == f"/es-mx/people/{person.uuid}/"
    assert mailoutbox[0].to == ["nueva@example.mx"]
    again = client.post("/es-mx/people/new/", {**data, "language": "es-mx"})
    assert again.context["form"].errors["email"]


def test_b010_adding_a_person_never_changes_somebody_known_by_their_curp(client, admin):
    known = make_person(curp=CURP, first_name="Ana")
    data = {"email": "otra@example.mx", "first_name": "Otra", "last_name": "R", "job_role": "judge"}
    page = client.post("/es-mx/people/new/", {**data, "language": "es-mx", "curp": CURP})
    assert "Búsquela en la lista" in str(page.context["form"].errors["curp"])
    assert page.context["form"]["first_name"].value() == "Otra"
    known.refresh_from_db()
    assert known.first_name == "Ana"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("HEGG560427MVZRRL0", "Una CURP tiene 18 caracteres; esta tiene 17."),
        ("H1GG560427MVZRRL04", "Esta CURP no tiene la forma debida"),
        ("HEGG560427MVZRRL05", "el último, que es un dígito verificador, no corresponde"),
        ("HEGG-560427-MVZ-RRL-04", ""),
    ],
)
def test_33_a_curp_is_told_what_is_wrong_with_it(client, admin, typed, words):
    person = make_person()
    data = {"first_name": "A", "last_name": "R", "job_role": "judge", "language": "en", "curp": typed}
    page = client.post(f"/es-mx/people/{person.uuid}/edit/", data)
    assert page.status_code == (200 if words else 302)
    if words:
        assert words in page.content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("1800", "Escriba un año entre 1920 y"),
        ("85", "cuatro cifras"),
        ("mil novecientos", "cuatro cifras"),
        ("99999", "cuatro cifras"),
    ],
)
def test_33_a_year_is_told_what_is_wrong_with_it(client, typed, words):
    client.force_login(make_person())
    page = client.post(
        "/es-mx/me/", {"first_name": "A", "last_name": "R", "language": "es-mx", "birth_year": typed}
    )
    assert words in str(page.context["form"].errors["birth_year"])


def test_facts_are_changed_and_the_event_names_fields_only(client, admin):
    person = make_person(first_name="Ana")
    data = {"first_name": "Anna", "last_name": "R", "job_role": "judge", "language": "en", "curp": ""}
    client.post(f"/es-mx/people/{person.uuid}/edit/", data)
    person.refresh_from_db()
    assert (person.first_name, person.job_role) == ("Anna", "judge")
    event = AuditEvent.objects.get(action="accounts.update_person")
    assert event.actor == admin
    assert event.data == {"fields": ["first_name", "job_role", "language", "last_name"]}


def test_somebody_elses_curp_is_refused(client, admin):
    make_person(curp=CURP)
    person = make_person()
    data = {
        "first_name": "A",
        "last_name": "R",
        "job_role": "judge",
        "language": "en",
        "curp": CURP,
    }
    page = client.post(f"/es-mx/people/{person.uuid}/edit/", data)
    assert page.context["form"].errors["curp"]


def test_roles_are_given_and_taken_from_the_page(client, admin):
    person, center = make_person(), make_center()
    url = f"/es-mx/people/{person.uuid}/roles/"
    client.post(url, {"role": "center_manager"})
    assert RoleGrant.objects.filter(user=person).count() == 0
    client.post(url, {"role": "center_manager", "center": str(center.uuid)})
    grant = RoleGrant.objects.get(user=person)
    assert (grant.center, grant.granted_by) == (center, admin)
    client.post(f"/es-mx/roles/{grant.uuid}/revoke/")
    grant.refresh_from_db()
    assert grant.revoked_at is not None
    page = client.post(url, {"role": "superuser"})
    assert RoleGrant.objects.filter(user=person).count() == 1
    assert page.status_code == 422


def test_both_addresses_are_told_of_a_change(client, admin, mailoutbox, django_capture_on_commit_callbacks):
    person = make_person(email="before@example.mx", language="en")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/es-mx/people/{person.uuid}/email/", {"email": "After@example.mx"})
    person.refresh_from_db()
    assert person.email == "after@example.mx"
    assert [mail.to for mail in mailoutbox] == [["before@example.mx"], ["after@example.mx"]]
    assert mailoutbox[0].subject == "The e-mail of your account on Acuerdo was changed"
    assert [address.verified for address in person.emailaddress_set.all()] == [False]


def test_an_address_that_is_taken_is_refused(client, admin):
    make_person(email="taken@example.mx")
    person = make_person(email="own@example.mx")
    page = client.post(f"/es-mx/people/{person.uuid}/email/", {"email": "TAKEN@example.mx"}, follow=True)
    assert "Este correo es de otra cuenta." in page.content.decode()
    person.refresh_from_db()
    assert person.email == "own@example.mx"


def test_what_was_typed_stays_beside_what_is_wrong_with_it(client, admin):
    person = make_person()
    for act, field, typed in (
        ("email", "email", "ana arroba"),
        ("merge", "other", "nadie@example.mx"),
        ("roles", "role", "center_manager"),
    ):
        page = client.post(f"/es-mx/people/{person.uuid}/{act}/", {field: typed})
        form = {"email": "email_form", "merge": "merge_form", "roles": "grant_form"}[act]
        assert page.status_code == 422
        assert page.context[form].errors
        assert page.context[form][field].value() == typed


def test_an_account_is_closed_and_opened_but_never_ones_own(client, admin):
    person = make_person()
    for active in (False, True):
        client.post(f"/es-mx/people/{person.uuid}/active/", {"active": str(int(active))})
        person.refresh_from_db()
        assert person.is_active is active
    client.post(f"/es-mx/people/{admin.uuid}/active/", {"active": "0"})
    admin.refresh_from_db()
    assert admin.is_active


def test_merging_shows_first_and_then_does(client, admin):
    kept = make_person(email="kept@example.mx", last_name="")
    gone = make_person(Role.TRAINER, email="gone@example.mx", curp=CURP, last_name="Ruiz")
    give_app(gone)
    url = f"/es-mx/people/{kept.uuid}/merge/"
    page = client.post(url, {"other": "GONE@example.mx"})
    assert page.context["conflicts"] == []
    gone.refresh_from_db()
    assert gone.is_active
    client.post(url, {"other": "gone@example.mx", "confirmed": "1"})
    for person in (kept, gone):
        person.refresh_from_db()
    assert (kept.curp, kept.last_name) == (CURP, "Ruiz")
    assert [grant.role for grant in kept.role_grants.all()] == ["trainer"]
    assert (gone.is_active, gone.curp, gone.has_usable_password()) == (False, None, False)
    assert User.objects.filter(email="gone@example.mx").count() == 0
    event = AuditEvent.objects.get(action="accounts.merge_people")
    assert (event.actor, event.target_uuid, event.data["closed"]) == (admin, kept.uuid, str(gone.uuid))


@pytest.mark.parametrize(
    ("kept", "gone"),
    [
        ({"curp": CURP}, {"curp": "BAAD890101HMCRRN05"}),
        ({}, {"is_active": False}),
    ],
)
def test_what_forbids_a_merge_is_said_and_nothing_moves(admin, kept, gone):
    one, two = make_person(**kept), make_person(Role.TRAINER, **gone)
    with pytest.raises(UserError) as refusal:
        merge_people(actor=admin, kept=one, gone=two)
    assert refusal.value.code == "merge_conflict"
    assert one.role_grants.count() == 0
    assert AuditEvent.objects.filter(action="accounts.merge_people").count() == 0


def test_an_app_can_forbid_a_merge_and_moves_its_own_rows(admin, monkeypatch):
    monkeypatch.setattr("lms.accounts.services.merging.merge_parts", parts := {})
    monkeypatch.setattr("lms.accounts.registries.merge_parts", parts)
    verdict = ["both took the test"]
    register_merge("tests", conflicts=lambda kept, gone: list(verdict), move=lambda kept, gone: 7)
    one, two = make_person(), make_person()
    with pytest.raises(UserError) as refusal:
        merge_people(actor=admin, kept=one, gone=two)
    assert "both took the test" in str(refusal.value)
    verdict.clear()
    assert merge_people(actor=admin, kept=one, gone=two) == {"tests": 7}


def test_centers_are_added_and_changed(client, admin):
    data = {
        "name": "Sur",
        "code": "sur",
        "kind": "state",
        "state": "OAX",
        "time_zone": "America/Cancun",
    }
    client.post("/es-mx/centers/new/", {**data, "is_active": "on"})
    center = Center.objects.get()
    assert (center.name, center.time_zone) == ("Sur", "America/Cancun")
    client.post(f"/es-mx/centers/{center.uuid}/", {**data, "name": "El Sur", "is_active": "on"})
    center.refresh_from_db()
    assert center.name == "El Sur"
    page = client.post("/es-mx/centers/new/", {**data, "is_active": "on"})
    assert page.context["form"].errors["code"]
    assert sorted(event.action for event in AuditEvent.objects.all()) == [
        "accounts.create_center",
        "accounts.update_center",
    ]


def test_people_change_their_own_facts_and_nothing_else(client):
    user = make_person(first_name="Ana", sex="F", birth_year=1980)
    client.force_login(user)
    data = {"first_name": "Ana", "last_name": "Ruiz", "language": "en", "time_zone": "America/Tijuana"}
    evil = {"email": "x@example.mx", "is_superuser": "on", "curp": "X", "job_role": "judge"}
    response = client.post("/es-mx/me/", {**data, **evil, "sex": "", "birth_year": ""})
    assert response.url == "/en/me/"
    user.refresh_from_db()
    assert (user.sex, user.birth_year, user.time_zone, user.language) == ("", None, "America/Tijuana", "en")
    assert (user.is_superuser, user.curp, user.job_role) == (False, None, "conciliator")
    page = client.post("/en/me/", {**data, "sex": "", "birth_year": "85"})
    assert page.context["form"].errors["birth_year"]
    user.refresh_from_db()
    assert user.birth_year is None


def test_a_name_with_markup_is_shown_as_it_is(client, admin):
    person = make_person(first_name="<b>Ana</b>", last_name='"><script>')
    text = client.get(f"/es-mx/people/{person.uuid}/").content.decode()
    assert "<b>Ana" not in text
    assert "&lt;b&gt;Ana" in text


def test_offices_are_declared_in_their_center_and_people_put_into_them(client, admin):
    center, other = make_center(), make_center()
    person = make_person(center=center)
    page = f"/en/people/{person.uuid}/edit/"
    assert 'name="office"' not in client.get(page).content.decode()
    address = f"/en/centers/{center.uuid}/"
    sent = {
        "name": center.name, "code": center.code, "kind": "state", "time_zone": center.time_zone,
        "is_active": "on",
    }  # fmt: skip

    def declare(text):
        return client.post(address, {**sent, "offices": text})

    assert declare("Norte | Zona 1\nSur\n\n").status_code == 302
    assert list(center.offices.values_list("name", "zone")) == [("Norte", "Zona 1"), ("Sur", "")]
    assert "Norte | Zona 1\nSur" in client.get(address).content.decode()
    # A zone stays, and an office that is named no more is closed: figures were told by both.
    assert "The zone of “Norte” stays" in declare("Norte | Zona 2\nSur").content.decode()
    assert "stands there twice" in declare("Sur\nSur").content.decode()
    assert declare("Norte | Zona 1").status_code == 302
    assert dict(center.offices.values_list("name", "is_active")) == {"Norte": True, "Sur": False}
    north = center.offices.get(name="Norte")
    foreign = Office.objects.create(center=other, name="Oeste")
    assert 'name="office"' in client.get(page).content.decode()
    with pytest.raises(IntegrityError), transaction.atomic():
        Office.objects.create(center=center, name="Norte")
    typed = {
        "first_name": "A", "last_name": "B", "curp": "", "center": center.pk, "office": foreign.pk,
        "job_role": "conciliator", "state": "", "language": "en",
    }  # fmt: skip
    with override("en"):
        form = PersonForm(typed, instance=person)
        assert form.errors == {"office": ["This office belongs to another center."]}
    row = PersonRow(
        email=person.email, first_name="A", last_name="B", center_id=center.pk, office_id=north.pk
    )
    create_or_update_person(actor=None, row=row)
    create_or_update_person(actor=None, row=replace(row, center_id=other.pk, office_id=None))
    person.refresh_from_db()
    assert (person.center, person.office) == (other, None)
