"""Importing and exporting questions in the admin."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from assessments.models import Item, ItemDraft, ItemUpload
from assessments.services import item_imports
from lms.accounts.roles import Role
from lms.core import clock
from tests.assessments.item_files.test_reading import GIFT
from tests.budgets import counted
from tests.lms.factories import make_staff
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = make_staff(Role.EDITOR)
    client.force_login(person)
    return client


def choose(client, content=GIFT, name="preguntas.gift", **more):
    data = {"file": SimpleUploadedFile(name, content.encode()), "language": "es", **more}
    return client.post(reverse("items_import"), data)


def test_a_file_is_shown_before_anything_is_written_and_imported_once(editor):
    response = choose(editor)
    assert response.status_code == 302
    page = flat(editor.get(response.url).content.decode())
    assert "Se importarían 9 preguntas" in page
    assert "línea 45:" in page
    assert "Una llave { } no se cierra" in page
    assert "¿Cuántos días hábiles dura el plazo?" in page
    assert not Item.objects.exists()
    html = flat(editor.post(response.url, follow=True).content.decode())
    assert "Se importaron 9 preguntas como borradores." in html
    assert "Falta el inglés." in html
    assert (ItemDraft.objects.count(), ItemUpload.objects.count()) == (9, 0)
    again = flat(editor.post(response.url, follow=True).content.decode())
    assert "ya se importó, o ya no se guarda" in again
    assert ItemDraft.objects.count() == 9
    draft = Item.objects.get(key="plazos-3")
    other = choose(editor, GIFT.replace("¿Cuántos días", "¿Cuántos meses"))
    page = flat(editor.get(other.url).content.decode())
    assert page.count("reemplaza el borrador que ya tenía") == 1
    entry = editor.get(reverse("item", args=[draft.uuid])).content.decode()
    assert "¿Cuántos días" in entry


def test_a_file_that_cannot_be_read_says_why_beside_the_field(editor):
    response = choose(editor, "<quiz>", "x.xml")
    assert response.status_code == 422
    assert "El archivo no es XML válido." in response.content.decode()
    assert choose(editor, "x", "x.exe").status_code == 422
    assert not ItemUpload.objects.exists()


def test_a_file_is_its_uploaders_alone_and_goes_after_a_day(editor, client, monkeypatch):
    url = choose(editor).url
    other = make_staff(Role.EDITOR)
    client.force_login(other)
    for response in (client.get(url, follow=True), client.post(url, follow=True)):
        assert "o ya no se guarda" in response.content.decode()
    assert (ItemUpload.objects.count(), Item.objects.count()) == (1, 0)
    later = clock.now() + item_imports.KEPT * 1.01
    monkeypatch.setattr(clock, "now", lambda: later)
    assert item_imports.forget_old_uploads() == 1


def test_a_preview_costs_the_same_with_many(editor):
    many = "\n\n".join(f"Pregunta {n} {{=sí {n} ~no}}" for n in range(300))
    url = choose(editor, many).url
    with counted() as spent:
        assert editor.get(url).status_code == 200
    spent.within(queries=17, rows=60)


def test_the_bank_is_exported_and_what_a_format_cannot_say_is_named(editor):
    editor.post(choose(editor).url)
    url = reverse("items_export")
    page = flat(editor.get(url, {"format": "aiken"}).content.decode())
    assert "8 preguntas no se pueden decir en este formato" in page
    file = editor.get(url, {"format": "aiken", "anyway": "1"})
    assert file.headers["Content-Disposition"] == 'attachment; filename="acuerdo-questions.txt"'
    assert file.content.decode().count("ANSWER:") == 1
    assert editor.get(url, {"format": "csv"}).content.startswith(b"\xef\xbb\xbfkey,type")
    assert (
        "El banco no tiene preguntas así."
        in editor.get(url, {"format": "csv", "topic": "z"}).content.decode()
    )
