"""Bringing people in from a file."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook

from courses import api
from courses.models import Enrollment, RosterUpload
from courses.rules.roster_columns import known_headings
from courses.selectors.roster_previews import preview
from courses.services.rosters import apply_roster, keep_upload
from lms.accounts.models import Office, User
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from lms.core.spreadsheets import read_table
from tests.lms.factories import make_center, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("small_course")]

HEADINGS = "Correo,Nombre,Apellidos,CURP,Centro,Sexo,Año de nacimiento\n"
GOOD = HEADINGS + (
    "itzel@example.mx,Itzel,Cruz Peña,,Centro Sur,Mujer,1990\n"
    "ruben@example.mx,Rubén,Maldonado,,sur,Hombre,1985\n"
)


@pytest.fixture
def manager(center):
    return make_person(Role.CENTER_MANAGER, center=center)


def kept(actor, cohort, text=GOOD, name="personas.csv"):
    data = text.encode() if isinstance(text, str) else text
    return keep_upload(actor=actor, cohort=cohort, file_name=name, table=read_table(data, filename=name))


def said(plan):
    return {row.read.number: [str(error) for error in row.errors] for row in plan.errors}


def test_a_file_becomes_accounts_and_enrollments(officer, cohort, center):
    done = apply_roster(actor=officer, upload=kept(officer, cohort), invite=False)
    assert (done["new"], done["enrolled"]) == (2, 2)
    person = User.objects.get(email="itzel@example.mx")
    assert (person.get_full_name(), person.sex, person.birth_year) == ("Itzel Cruz Peña", "F", 1990)
    enrollment = Enrollment.objects.get(user=person)
    assert (enrollment.source, enrollment.center, enrollment.age_band) == ("roster", center, "30_39")
    assert not RosterUpload.objects.exists()


def test_an_office_stands_beside_its_center_and_is_frozen_with_the_enrollment(officer, cohort, center):
    """Alone, "Oficina" is a name for the center; beside a center it is the office."""
    office = Office.objects.create(center=center, name="Oficina Norte", zone="Norte")
    heads = "Correo,Nombre,Apellidos,Centro,Oficina\n"
    rows = "a@example.mx,Ana,Cruz,Centro Sur,oficina norte\nb@example.mx,Bea,Cruz,Centro Sur,\n"
    wrong = kept(officer, cohort, heads + "c@example.mx,Cris,Cruz,Centro Sur,Oficina Oeste\n")
    assert said(preview(actor=officer, upload=wrong)) == {
        2: ["Este centro no tiene la oficina «Oficina Oeste»."]
    }
    apply_roster(actor=officer, upload=kept(officer, cohort, heads + rows), invite=False)
    assert dict(Enrollment.objects.values_list("user__email", "office__name")) == {
        "a@example.mx": "Oficina Norte", "b@example.mx": None,
    }  # fmt: skip
    moved = kept(officer, cohort, heads + "b@example.mx,Bea,Cruz,Centro Sur,Oficina Norte\n")
    (row,) = preview(actor=officer, upload=moved).rows
    assert [(str(one.label), one.after) for one in row.changes] == [("Oficina", "Oficina Norte")]
    Enrollment.objects.filter(office=office).update(office=None)
    User.objects.filter(office=office).update(office=None)
    office.delete()
    # A center that has declared none says nothing by it.
    assert said(preview(actor=officer, upload=kept(officer, cohort, heads + rows))) == {}


def test_the_same_file_again_changes_nothing(officer, cohort):
    apply_roster(actor=officer, upload=kept(officer, cohort), invite=False)
    plan = preview(actor=officer, upload=kept(officer, cohort))
    assert plan.counts == {"new": 0, "updated": 0, "unchanged": 2, "error": 0, "to_enroll": 0}
    before = list(User.objects.order_by("pk").values())
    done = apply_roster(actor=officer, upload=RosterUpload.objects.get(), invite=False)
    assert done["enrolled"] == 0
    assert list(User.objects.order_by("pk").values()) == before


def test_a_preview_writes_nothing(officer, cohort):
    upload = kept(officer, cohort)
    before = (User.objects.count(), Enrollment.objects.count())
    assert preview(actor=officer, upload=upload).counts["new"] == 2
    assert (User.objects.count(), Enrollment.objects.count()) == before


def test_mistakes_are_told_per_row_and_nothing_is_imported(officer, cohort):
    make_center(name="Centro Norte", code="norte")
    text = HEADINGS + (
        "bien@example.mx,Ana,Ríos,,sur,F,1980\n"
        "sin-arroba,Beto,Luna,,sur,F,1980\n"
        "c@example.mx,,Luna,,sur,F,1980\n"
        "d@example.mx,Dora,Luna,,Centro Norte,F,1980\n"
        "e@example.mx,Eva,Luna,,Marte,F,85\n"
        "f@example.mx,Flor,Luna,ABCD,sur,Z,1980\n"
        "BIEN@example.mx,Ana,Ríos,,sur,F,1980\n"
    )
    upload = kept(officer, cohort, text)
    assert said(preview(actor=officer, upload=upload)) == {
        3: ["Esto no es un correo electrónico."],
        4: ["Falta el nombre."],
        5: ["«Centro Norte» no participa en esta cohorte."],
        6: ["No existe el centro «Marte».", "Año de nacimiento: «85» no es un año como 1985."],
        7: ["Sexo: no se reconoce «Z».",
            "Una CURP tiene 18 caracteres; esta tiene 4."],
        8: ["Esta persona ya está en la fila 2."],
    }  # fmt: skip
    with pytest.raises(UserError) as refused:
        apply_roster(actor=officer, upload=upload, invite=True)
    assert str(refused.value) == "6 filas tienen errores. No se importó nada."
    assert not User.objects.filter(email="bien@example.mx").exists()
    assert RosterUpload.objects.count() == 1


def test_a_lone_m_is_asked_about(officer, cohort):
    text = HEADINGS + "m@example.mx,Ana,Ríos,,sur,M,1980\n"
    found = said(preview(actor=officer, upload=kept(officer, cohort, text)))
    assert found == {2: ["Sexo: «M» puede ser mujer o masculino. Escriba la palabra completa."]}
    beside = text + "h@example.mx,Beto,Ríos,,sur,H,1980\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, beside))
    assert [row.read.person.sex for row in plan.rows] == ["F", "M"]


def test_a_formula_is_refused_politely(officer, cohort):
    text = HEADINGS + "=1+1,Ana,Ríos,,sur,F,1980\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, text))
    assert said(plan)[2][0] == "Correo contiene una fórmula. Péguela como valor e intente de nuevo."


def test_a_curp_that_says_otherwise_is_shown_and_does_not_stop(officer, cohort):
    text = HEADINGS + "c@example.mx,Itzel,Cruz,CUHI900514MCSRRT02,sur,H,1991\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, text))
    assert not plan.errors
    assert [str(one) for one in plan.warnings[0].read.warnings] == [
        "La CURP indica otro sexo.",
        "Según la CURP, el año de nacimiento es 1990.",
    ]


def test_a_curp_of_somebody_else_is_an_error_and_a_known_one_finds_its_person(officer, cohort, center):
    known = make_person(center=center, curp="CUHI900514MCSRRT02", email="antes@example.mx")
    make_person(center=center, email="otra@example.mx")
    text = HEADINGS + (
        "otra@example.mx,Ana,Luna,CUHI900514MCSRRT02,sur,,\nnueva@example.mx,Itzel,Cruz,,sur,,\n"
    )
    found = said(preview(actor=officer, upload=kept(officer, cohort, text)))
    assert found == {2: ["Esta CURP es de una persona con otro correo."]}
    text = HEADINGS + "nueva@example.mx,Itzel,Cruz,CUHI900514MCSRRT02,sur,,\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, text))
    assert [row.known_by_curp for row in plan.rows] == [True]
    apply_roster(
        actor=officer,
        upload=RosterUpload.objects.latest("pk"),
        invite=False,
        confirmed=plan.fingerprint,
    )
    known.refresh_from_db()
    assert known.email == "antes@example.mx"
    assert Enrollment.objects.get().user == known


def test_people_whom_the_file_does_not_name_are_listed_and_stay(officer, enrollment):
    upload = kept(officer, enrollment.cohort)
    assert [one.user for one in preview(actor=officer, upload=upload).missing] == [enrollment.user]
    apply_roster(actor=officer, upload=upload, invite=False)
    enrollment.refresh_from_db()
    assert enrollment.status == "active"


def test_a_manager_imports_only_into_the_own_center(manager, cohort):
    other = make_center(name="Centro Norte", code="norte")
    cohort.centers.add(other)
    make_person(center=other, email="suya@example.mx")
    text = HEADINGS + "a@example.mx,Ana,Ríos,,norte,,\nsuya@example.mx,Eva,Luna,,sur,,\n"
    assert said(preview(actor=manager, upload=kept(manager, cohort, text))) == {
        2: [
            "Usted no puede inscribir a personas de «norte». "
            "Pídalo a ese centro o a quien dirige el programa."
        ],
        3: ["Esta persona pertenece a otro centro. Pida el cambio a quien administra la plataforma."],
    }


def test_08_changes_to_known_people_are_shown_and_made_only_when_they_were_confirmed(officer, cohort, center):
    known = make_person(
        email="ana@example.mx", first_name="Ana", last_name="Ruiz", center=make_center(name="Norte")
    )
    text = HEADINGS + "ana@example.mx,Beto,Luna,,sur,Hombre,\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, text))
    shown = [(str(one.label), one.before, one.after) for one in plan.changed[0].changes]
    assert shown == [
        ("Nombres", "Ana", "Beto"),
        ("Apellidos", "Ruiz", "Luna"),
        ("Centro", "Norte", "Centro Sur"),
        ("Sexo", "(nada)", "Hombre"),
    ]
    upload = RosterUpload.objects.get()
    for wrong in ("", "0" * 64):
        with pytest.raises(UserError) as refused:
            apply_roster(actor=officer, upload=upload, invite=False, confirmed=wrong)
        assert refused.value.code == "unconfirmed"
    known.refresh_from_db()
    assert (known.first_name, Enrollment.objects.count(), RosterUpload.objects.count()) == ("Ana", 0, 1)
    User.objects.filter(pk=known.pk).update(first_name="Anita")  # what was looked at is no longer so
    with pytest.raises(UserError):
        apply_roster(actor=officer, upload=upload, invite=False, confirmed=plan.fingerprint)
    again = preview(actor=officer, upload=upload).fingerprint
    apply_roster(actor=officer, upload=upload, invite=False, confirmed=again)
    known.refresh_from_db()
    assert (known.first_name, known.center) == ("Beto", center)


def test_08_staff_and_closed_accounts_are_never_changed_by_a_file(officer, cohort, center):
    staff = make_person(Role.TRAINER, center=center, first_name="Tere", last_name="Díaz")
    owner = make_person(is_superuser=True, center=center)
    closed = make_person(center=center, is_active=False)
    text = HEADINGS + "".join(f"{one.email},Otra,Persona,,sur,,\n" for one in (staff, owner, closed))
    assert said(preview(actor=officer, upload=kept(officer, cohort, text))) == {
        2: ["Esta persona tiene una función en el programa: sus datos se cambian en su propia página."],
        3: ["Esta cuenta tiene más permisos que la suya. Pídalo a alguien con los mismos permisos."],
        4: ["Esta cuenta está cerrada."],
    }
    text = HEADINGS + f"{staff.email},Tere,Díaz,,sur,,\n"
    upload = kept(officer, cohort, text)
    apply_roster(actor=officer, upload=upload, invite=False)
    assert Enrollment.objects.get().user == staff


@pytest.mark.parametrize(
    "curp", ["CUHI９００５１４MCSRRT０２", "CUHI900514MCSRRT0２", "cuhi-900514\u200bMCSRRT02"]
)
def test_b006_full_width_and_invisible_signs_make_no_second_key(officer, cohort, center, curp):
    known = make_person(center=center, curp="CUHI900514MCSRRT02", first_name="Itzel", last_name="Cruz")
    text = HEADINGS + f"otra@example.mx,Ｉｔｚｅｌ,Cruz,{curp},sur,,\n"
    plan = preview(actor=officer, upload=kept(officer, cohort, text))
    assert (said(plan), plan.rows[0].known, plan.rows[0].outcome) == ({}, known, "unchanged")


@pytest.mark.parametrize("sign", ["\u200b", "\u00ad", "\ufeff", "\u2060", "\u200e", "\ufe0f"])
def test_b025_an_address_with_something_invisible_is_the_one_that_is_seen(officer, cohort, sign):
    text = HEADINGS + f"it{sign}zel@example.mx,It{sign}zel,Cruz,,sur,,\n"
    apply_roster(actor=officer, upload=kept(officer, cohort, text), invite=False)
    assert User.objects.filter(email="itzel@example.mx", first_name="Itzel").count() == 1


def test_17_a_file_is_imported_once_and_comes_back_when_it_could_not_be(officer, cohort):
    upload = kept(officer, cohort)
    apply_roster(actor=officer, upload=upload, invite=False)
    with pytest.raises(UserError) as refused:
        apply_roster(actor=officer, upload=upload, invite=False)
    assert refused.value.code == "used"
    bad = kept(officer, cohort, HEADINGS + "mal,Ana,Ríos,,sur,,\n")
    with pytest.raises(UserError):
        apply_roster(actor=officer, upload=bad, invite=False)
    assert RosterUpload.objects.get() == bad


def test_invitations_leave_when_all_is_written(
    officer, cohort, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        apply_roster(actor=officer, upload=kept(officer, cohort), invite=True)
    assert sorted(letter.to[0] for letter in mailoutbox) == ["itzel@example.mx", "ruben@example.mx"]


def test_queries_do_not_grow_with_the_rows(officer, cohort):
    def count(rows):
        text = HEADINGS + "".join(f"fila{i}@example.mx,Ana,Ríos {i},,sur,F,1980\n" for i in range(rows))
        upload = kept(officer, cohort, text)
        with CaptureQueriesContext(connection) as captured:
            assert preview(actor=officer, upload=upload).counts["new"] == rows
        return len(captured)

    few = [count(2), count(2)][-1]  # the roles of the actor are read once
    assert count(200) == few


class TestPages:
    def send(self, client, cohort, data, name="personas.csv"):
        file = SimpleUploadedFile(name, data.encode() if isinstance(data, str) else data)
        return client.post(f"/es-mx/cohorts/{cohort.uuid}/roster/", {"file": file})

    def test_from_file_to_people(self, client, officer, cohort):
        client.force_login(officer)
        answer = self.send(client, cohort, GOOD)
        upload = RosterUpload.objects.get()
        assert answer.headers["Location"] == f"/es-mx/rosters/{upload.uuid}/"
        html = client.get(answer.headers["Location"]).content.decode()
        assert "Todavía no se guarda nada." in html
        assert "Importar a 2 personas" in html
        answer = client.post(f"/es-mx/rosters/{upload.uuid}/apply/", {}, follow=True)
        assert "Listo: 2 personas nuevas, 0 con datos actualizados, 2 inscritas." in answer.content.decode()

    def test_accents_survive_excels_encoding(self, client, officer, cohort):
        client.force_login(officer)
        self.send(client, cohort, GOOD.replace(",", ";").encode("cp1252"))
        html = client.get(f"/es-mx/rosters/{RosterUpload.objects.get().uuid}/").content.decode()
        assert "Cruz Peña" in html

    def test_a_workbook_is_read_too(self, client, officer, cohort):
        book = Workbook()
        book.active.append(["E-mail", "Given names", "Center", "Year of birth"])
        book.active.append(["ana@example.mx", "Ana", "Centro Sur", 1980])
        data = io.BytesIO()
        book.save(data)
        client.force_login(officer)
        self.send(client, cohort, data.getvalue(), "people.xlsx")
        apply_roster(actor=officer, upload=RosterUpload.objects.get(), invite=False)
        assert User.objects.get(email="ana@example.mx").birth_year == 1980

    def test_unknown_headings_are_mapped_on_screen(self, client, officer, cohort):
        client.force_login(officer)
        answer = self.send(client, cohort, "Contacto,Quién,Dónde\nana@example.mx,Ana,sur\n")
        columns = answer.headers["Location"]
        assert columns.endswith("/columns/")
        assert "Contacto (ana@example.mx)" in client.get(columns).content.decode()
        twice = client.post(columns, {"email": "0", "first_name": "1", "center": "1"})
        assert "Una columna no puede ser dos cosas." in twice.content.decode()
        answer = client.post(columns, {"email": "0", "first_name": "1", "center": "2"})
        assert preview(actor=officer, upload=RosterUpload.objects.get()).counts["new"] == 1
        assert client.get(answer.headers["Location"]).status_code == 200

    @pytest.mark.parametrize(
        ("data", "name", "words"),
        [
            (b"", "personas.csv", "vacío"),
            (HEADINGS, "personas.csv", "ninguna persona debajo"),
            (b"MZ\x00\x01", "personas.csv", "archivo"),
            (b"hola", "personas.pdf", "archivo"),
            (b"PK\x03\x04roto", "personas.xlsx", "archivo"),
        ],
    )
    def test_a_file_that_cannot_be_used_is_refused_in_words(self, client, officer, cohort, data, name, words):
        client.force_login(officer)
        answer = self.send(client, cohort, data, name)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert RosterUpload.objects.count() == 0

    def test_an_upload_is_its_uploaders_and_expires(self, client, officer, cohort):
        upload = kept(officer, cohort)
        url = f"/es-mx/rosters/{upload.uuid}/"
        client.force_login(make_person(Role.ADMINISTRATOR))
        assert client.get(url).status_code == 404
        assert client.post(f"{url}apply/").status_code == 404
        client.force_login(officer)
        assert client.get(url).status_code == 200
        RosterUpload.objects.update(uploaded_at=clock.now() - timedelta(hours=25))
        assert client.get(url).status_code == 404
        kept(officer, cohort)
        assert RosterUpload.objects.count() == 1

    def test_a_file_with_mistakes_offers_no_import(self, client, officer, cohort):
        upload = kept(officer, cohort, HEADINGS + "mal,Ana,Ríos,,sur,F,1980\n")
        client.force_login(officer)
        html = client.get(f"/es-mx/rosters/{upload.uuid}/").content.decode()
        assert "1 fila tiene un error; por eso no se puede importar nada." in html
        assert "/apply/" not in html
        assert f'action="/es-mx/cohorts/{cohort.uuid}/roster/"' in html
        assert 'type="file"' in html
        answer = client.post(f"/es-mx/rosters/{upload.uuid}/apply/", follow=True)
        assert "1 fila tiene un error. No se importó nada." in answer.content.decode()

    def test_17_a_second_click_on_import_leads_to_the_cohort(self, client, officer, cohort):
        client.force_login(officer)
        url = f"/es-mx/rosters/{kept(officer, cohort).uuid}/apply/"
        first, second = client.post(url), client.post(url)
        assert first.url == second.url == f"/es-mx/cohorts/{cohort.uuid}/"
        assert "Este archivo ya se importó." in client.get(second.url).content.decode()
        client.force_login(make_person(Role.PROGRAM_OFFICER))
        assert client.post(url).status_code == 404

    def test_08_changes_are_confirmed_on_the_page(self, client, officer, cohort, center):
        make_person(email="ana@example.mx", first_name="Ana", last_name="Ruiz", center=center)
        upload = kept(officer, cohort, HEADINGS + "ana@example.mx,Beto,Ruiz,,sur,,\n")
        client.force_login(officer)
        page = client.get(f"/es-mx/rosters/{upload.uuid}/")
        assert "<del>Ana</del>" in page.content.decode()
        seen = page.context["form"]["fingerprint"].value()
        url = f"/es-mx/rosters/{upload.uuid}/apply/"
        unticked = client.post(url, {"fingerprint": seen})
        assert unticked.status_code == 422
        assert not Enrollment.objects.exists()
        client.post(url, {"fingerprint": seen, "confirmed": "on"})
        assert Enrollment.objects.get().user.first_name == "Beto"

    def test_english_speaks_english(self, client, officer, cohort):
        upload = kept(officer, cohort, HEADINGS + "mal,Ana,Ríos,,Marte,F,1980\n")
        client.force_login(officer)
        html = client.get(f"/en/rosters/{upload.uuid}/").content.decode()
        assert "There is no center “Marte”." in html
        assert api.cohorts_for(officer).count() == 1


REPORTED = Path(__file__).parents[1] / "analytics" / "data" / "reported"


def reported(actor, cohort, name):
    """The preview of one of the files that people reported."""
    table = read_table((REPORTED / name).read_bytes(), filename=name, fit=known_headings)
    return preview(actor=actor, upload=keep_upload(actor=actor, cohort=cohort, file_name=name, table=table))


@pytest.fixture
def valles(cohort):
    """The center that those files name, taking part in the cohort."""
    center = make_center(code="ccl-valles", name="CCL Valles")
    cohort.centers.add(center)
    return center


@pytest.mark.usefixtures("valles")
@pytest.mark.parametrize("name", ["B006_curp_full_width.csv", "B006_curp_last_digit.csv"])
def test_b006_full_width_digits_are_the_same_key(officer, cohort, name):
    (row,) = reported(officer, cohort, name).rows
    assert (row.outcome, row.read.person.curp) == ("new", "PAXA850712MDFZZN06")


@pytest.mark.usefixtures("valles")
def test_b025_invisible_characters_are_no_part_of_an_address(officer, cohort):
    plan = reported(officer, cohort, "B025_invisible.csv")
    assert [row.read.person.email for row in plan.rows] == ["ana@ejemplo.mx", "luis@ejemplo.mx"]
    assert plan.counts["new"] == 2


@pytest.mark.usefixtures("valles")
def test_b011_escapes_and_line_breaks_are_one_blank_in_a_name(officer, cohort):
    (row,) = reported(officer, cohort, "B011_x000D_roster.xlsx").rows
    assert (row.read.person.first_name, row.read.person.last_name) == ("Ana", "Paz Ruiz")


def test_people_behind_a_cover_sheet_are_found(officer, cohort):
    book = Workbook()
    book.active.append(["Lea antes de llenar", "Gracias"])
    sheet = book.create_sheet("Personas")
    for line in GOOD.splitlines():
        sheet.append(line.split(","))
    buffer = io.BytesIO()
    book.save(buffer)
    table = read_table(buffer.getvalue(), filename="a.xlsx", fit=known_headings)
    assert (table.sheet, len(table.rows)) == ("Personas", 2)
