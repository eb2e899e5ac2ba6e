"""A person's own file: theirs alone, for an hour."""

import io
import json
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from analytics.models import ScoreFile
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.models import AuditEvent
from tests.analytics import factories as make
from tests.analytics.scores.reading import xlsx

pytestmark = pytest.mark.django_db
READING = Path(__file__).parents[1] / "data" / "baumann_reading.csv"
CHOICE = {"pre": "pretest.2", "post": "post.test.2", "group": "group", "max": "20"}


def bring(client, content: bytes, name: str = "scores.csv"):
    return client.post(reverse("scores_upload"), {"file": SimpleUploadedFile(name, content)}, follow=True)


@pytest.fixture
def own(client, trainer):
    """The file of a trainer who is signed in."""
    client.force_login(trainer)
    bring(client, READING.read_bytes())
    return ScoreFile.objects.get()


def test_columns_are_guessed_and_the_first_rows_shown(client, own):
    page = client.get(reverse("scores_report", args=[own.uuid])).content.decode()
    assert '<option value="pretest.1" selected>' in page
    assert '<option value="post.test.1" selected>' in page
    assert '<option value="group" selected>' in page
    assert "<td>P01</td>" in page


def test_the_report_says_the_finding_first_and_shows_a_table_behind_the_pictures(client, own):
    answer = client.get(reverse("scores_report", args=[own.uuid]), CHOICE)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert (
        "<h1>Scores rose from 25.5% to 33.6%: a mean gain of 8.0\u00a0percentage points "
        "(95% interval: 4.3 to 11.8).</h1>"
    ) in page
    assert "n = 66 people with both scores; nobody is missing." in page
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="chart"') == 2
    assert "−4.4 to 7.1" in page
    assert "style=" not in page
    more = {**CHOICE, "also": "group", "follow": "pretest.1", "form_pre": "group", "form_post": "group"}
    page = client.get(reverse("scores_report", args=[own.uuid]), more).content.decode()
    for heading in (
        "By form of the test",
        "Later on: pretest.1",
        "To four digits, in the points of the file",
    ):
        assert heading in page


def test_the_same_values_can_be_taken_away(client, own):
    answer = client.get(reverse("scores_download", args=[own.uuid, "json"]), CHOICE)
    assert round(json.loads(answer.content)["overall"]["gain"]["value"], 4) == 1.6061
    assert client.get(reverse("scores_download", args=[own.uuid, "pdf"]), CHOICE).content.startswith(b"%PDF")
    table = client.get(reverse("scores_download", args=[own.uuid, "csv"]), CHOICE).content.decode("utf-8-sig")
    assert "To four digits,Basal,Mean before,,5.2727," in table
    bundle = client.get(reverse("scores_download", args=[own.uuid, "zip"]), CHOICE).content
    assert "recompute.py" in zipfile.ZipFile(io.BytesIO(bundle)).namelist()
    assert client.get(reverse("scores_download", args=[own.uuid, "xlsx"]), CHOICE).content[:2] == b"PK"
    assert client.get(reverse("scores_download", args=[own.uuid, "exe"]), CHOICE).status_code == 404


def test_what_is_wrong_in_the_file_is_said_and_the_choice_kept(client, trainer):
    client.force_login(trainer)
    bring(client, b"antes,despues\n1,bien\n")
    kept = ScoreFile.objects.get()
    answer = client.get(reverse("scores_report", args=[kept.uuid]), {"pre": "antes", "post": "despues"})
    assert answer.status_code == 422
    assert "Row 2, column “despues”: “bien” is not a number." in answer.content.decode()
    assert '<option value="despues" selected>' in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "a.csv", "The submitted file is empty."),
        (b"\x00\x01\x02", "a.csv", "This is not a text file."),
        (b"PK\x03\x04broken", "a.xlsx", "The file is damaged"),
        (b"a,b\n", "a.exe", "This kind of file is not accepted."),
        (b"a,b\n" + b"1,2\n" * 20_001, "a.csv", "20,000 rows"),
    ],
)
def test_files_that_cannot_be_read_are_refused_and_nothing_is_kept(client, trainer, content, name, said):
    client.force_login(trainer)
    answer = bring(client, content, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ScoreFile.objects.exists()
    assert not AuditEvent.objects.filter(action="analytics.upload_scores").exists()


def test_a_file_belongs_to_its_person_alone(client, own):
    client.force_login(make.staff(Role.TRAINER))
    for name in ("scores_report", "scores_delete"):
        method = client.get if name == "scores_report" else client.post
        assert method(reverse(name, args=[own.uuid])).status_code == 404
    assert client.get(reverse("scores_download", args=[own.uuid, "json"]), CHOICE).status_code == 404
    assert ScoreFile.objects.filter(pk=own.pk).exists()


def test_a_sheet_that_is_not_in_the_file_is_said(client, own):
    asked = {**CHOICE, "sheet": "Enero"}
    answer = client.get(reverse("scores_report", args=[own.uuid]), asked, follow=True)
    assert answer.redirect_chain == [(reverse("scores_report", args=[own.uuid]), 302)]
    assert "There is no sheet “Enero”" in answer.content.decode()
    assert client.get(reverse("scores_download", args=[own.uuid, "json"]), asked).status_code == 404


def test_a_file_is_gone_after_its_hour(client, own):
    ScoreFile.objects.update(expires_at=clock.now() - timedelta(seconds=1))
    assert client.get(reverse("scores_report", args=[own.uuid])).status_code == 404
    bring(client, b"a,b\n1,2\n")
    assert [one.file_name for one in ScoreFile.objects.all()] == ["scores.csv"]
    assert not ScoreFile.objects.filter(pk=own.pk).exists()


def test_a_person_deletes_the_file(client, own):
    answer = client.post(reverse("scores_delete", args=[own.uuid]), follow=True)
    assert "The file was deleted from the server." in answer.content.decode()
    assert not ScoreFile.objects.exists()


def test_only_staff_bring_files(client, about):
    client.force_login(make.enrolled(about).user)
    assert client.get(reverse("scores_upload")).status_code == 403


def test_text_of_the_file_is_never_markup(client, trainer):
    client.force_login(trainer)
    rows = b"<script>alert(1)</script>,pre,post\n<img src=x>,1,2\n<img src=x>,2,5\n<b>b</b>,2,4\n"
    bring(client, rows, "<b>.csv")
    kept = ScoreFile.objects.get()
    answer = client.get(
        reverse("scores_report", args=[kept.uuid]),
        {"pre": "pre", "post": "post", "group": "<script>alert(1)</script>"},
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<b>b" not in page


def ask(client, kept, **choice):
    """The page for a choice of columns, with its text."""
    answer = client.get(reverse("scores_report", args=[kept.uuid]), choice)
    return answer, answer.content.decode()


def test_what_a_file_leaves_open_is_asked_on_the_page(client, trainer):
    client.force_login(trainer)
    bring(client, b"Correo,Pre,Post\na@x.mx,6,8\nA@x.mx,5,9\nb@x.mx,7,7\n")
    kept = ScoreFile.objects.get()
    answer, page = ask(client, kept)
    assert 'name="repeated"' not in page
    answer, page = ask(client, kept, pre="Pre", post="Post")
    assert answer.status_code == 422
    assert "“a@x.mx” in rows 2, 3" in page
    assert '<select name="repeated"' in page
    answer, page = ask(client, kept, pre="Pre", post="Post", repeated="last")
    assert (answer.status_code, "n = 2 people with both scores" in page) == (200, True)
    assert "rows 2 are left out" in page


def test_a_proposal_stands_in_the_field(client, trainer):
    client.force_login(trainer)
    rows = "".join(f"p{i},{word},4\n" for i, word in enumerate(("Nunca", "Siempre", "A veces", "Nunca")))
    bring(client, f"Nombre,Pre,Post\n{rows}".encode())
    kept = ScoreFile.objects.get()
    _answer, page = ask(client, kept, pre="Pre", post="Post")
    assert "Nunca=1; A veces=3; Siempre=5" in page
    answer, page = ask(client, kept, pre="Pre", post="Post", words="nunca=1; a veces=3; siempre=5")
    assert (answer.status_code, "n = 4" in page) == (200, True)


def test_the_sheet_with_the_columns_is_offered_and_another_can_be_read(client, trainer):
    client.force_login(trainer)
    book = xlsx(
        ("Lea", "antes"),
        ("de", "llenar"),
        sheets=[("Datos", [("Nombre", "Calificación\npre", "Post"), ("Ana", 6, 8), ("Luis", 5, 8)])],
    )
    bring(client, book, "a.xlsx")
    kept = ScoreFile.objects.get()
    _answer, page = ask(client, kept)
    assert "Only the sheet “Datos” was read" in page
    assert '<option value="Calificación pre" selected>' in page
    answer, page = ask(client, kept, pre="Calificación pre", post="Post")
    assert (answer.status_code, "n = 2" in page) == (200, True)
    _answer, page = ask(client, kept, sheet="Sheet")
    assert '<option value="Lea">' in page
    assert '<input type="hidden" name="sheet" value="Sheet"' in page


def test_two_files_are_brought_together(client, trainer):
    client.force_login(trainer)
    client.post(
        reverse("scores_upload"),
        {
            "file": SimpleUploadedFile("antes.csv", b"Correo,Nota\na@x.mx,6\nb@x.mx,5\nc@x.mx,5\n"),
            "second": SimpleUploadedFile("despues.csv", b"Correo,Nota\nb@x.mx,9\na@x.mx,8\n"),
        },
    )
    kept = ScoreFile.objects.get()
    answer, page = ask(client, kept, pre="Nota (antes.csv)", post="Nota (despues.csv)")
    assert answer.status_code == 200
    assert "n = 2 people with both scores; 1 lacks the second." in page
    assert "Only in “antes.csv” (1): c@x.mx." in page


def test_two_files_that_do_not_belong_together_are_not_kept(client, trainer):
    client.force_login(trainer)
    files = {
        "file": SimpleUploadedFile("a.csv", b"a,Nota\n1,6\n"),
        "second": SimpleUploadedFile("b.csv", b"b,Nota2\n1,6\n"),
    }
    answer = client.post(reverse("scores_upload"), files)
    assert answer.status_code == 422
    assert "by which column the two files belong together" in answer.content.decode()
    assert not ScoreFile.objects.exists()


def test_a_long_table_is_offered_as_it_was_turned(client, trainer):
    client.force_login(trainer)
    bring(client, b"id,momento,puntaje\n1,antes,4\n1,despues,6\n2,antes,5\n2,despues,9\n")
    kept = ScoreFile.objects.get()
    _answer, page = ask(client, kept)
    assert "It was turned: 2 people from 4 rows" in page
    assert '<option value="antes" selected>' in page
    answer, page = ask(client, kept, pre="antes", post="despues")
    assert (answer.status_code, "mean gain" in page or "mean change" in page) == (200, True)
