"""The pages of an assessor's day: sending asked once, the list, and what is read aloud."""

import re

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Rating
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.assessments.conftest import CREW
from tests.markup import flat

pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


def begin(assessor, occasion, person, *values):
    marks = make.told_marks(*(values or (3,)))
    return api.save_rating(actor=assessor, occasion=occasion, subject=person, marks=marks)


class TestSendingAsksOnce:
    @pytest.fixture
    def sheet(self, crew, client):
        occasion, assessor, people = crew
        client.force_login(assessor)
        ids = [occasion.uuid, people["Acuña"].uuid]
        begin(assessor, occasion, people["Acuña"], *GOOD)
        return reverse("rating", args=ids), reverse("rating_send", args=ids)

    def full(self, **more):
        levels = {f"level_c{n:02}": "no" if value is None else str(value) for n, value in enumerate(GOOD, 1)}
        return levels | {"revision": "1", "go": "submit"} | more

    def test_the_sheet_leads_to_the_question_and_sends_nothing(self, sheet, client):
        response = client.post(sheet[0], self.full(comment_c02="Muy <clara>", comment="Bien en conjunto"))
        assert response.url == sheet[1]
        assert Rating.objects.get().status == "draft"
        html = client.get(sheet[1]).content.decode()
        assert "¿Enviar la calificación de Itzel Acuña?" in html
        assert "cuando se comunique el resultado; antes, no" in flat(html)
        assert "Muy &lt;clara&gt;" in html
        assert "Bien en conjunto" in html
        assert Rating.objects.get().status == "draft"

    def test_yes_sends_it_and_goes_on_to_the_next_person(self, sheet, client, crew):
        response = client.post(sheet[1], {"revision": "1", "judgment": "2"})
        assert Rating.objects.get().status == "submitted"
        assert response.url == reverse("rating", args=[crew[0].uuid, crew[2]["Bermúdez"].uuid])
        assert client.get(sheet[1]).url == sheet[0]

    @pytest.mark.parametrize("revision", ["0", "", "x", "2"])
    def test_what_changed_since_it_was_shown_is_shown_again_and_not_sent(self, sheet, client, revision):
        response = client.post(sheet[1], {"revision": revision, "judgment": "2"})
        html = response.content.decode()
        assert response.status_code == 409
        assert "No se envió nada." in html
        assert re.search(r"<title>\s*Error:", html)
        assert Rating.objects.get().status == "draft"

    def test_an_incomplete_draft_is_not_sent(self, sheet, client, crew):
        occasion, assessor, people = crew
        begin(assessor, occasion, people["Acuña"], 3, 2)
        html = client.get(sheet[1]).content.decode()
        assert "Todavía falta algo en 8 criterios." in html
        assert "Sí, enviar" not in html
        assert client.post(sheet[1], {"revision": "2", "judgment": "2"}).url == sheet[0]
        assert Rating.objects.get().status == "draft"

    def test_nobody_elses_draft_is_shown(self, sheet, client, crew):
        client.force_login(make.person())
        assert client.get(sheet[1]).url == sheet[0]
        assert client.post(sheet[1], {"revision": "1", "judgment": "2"}).url == sheet[0]
        assert Rating.objects.filter(status="submitted").count() == 0

    def test_reopening_until_the_release_leaves_a_trace(self, sheet, client, crew):
        client.post(sheet[1], {"revision": "1", "judgment": "2"})
        client.post(reverse("rating_reopen", args=[crew[0].uuid, crew[2]["Acuña"].uuid]))
        old, new = Rating.objects.order_by("version")
        assert (old.status, new.status, new.supersedes) == ("submitted", "draft", old)
        assert AuditEvent.objects.get(action="assessments.reopen_rating").actor == crew[1]
        api.submit_rating(actor=crew[1], occasion=crew[0], subject=crew[2]["Acuña"], judgment=2)
        api.release_case(actor=crew[1], occasion=crew[0], subject=crew[2]["Acuña"])
        assert "Reabrir" not in client.get(sheet[0]).content.decode()
        with refused("closed"):
            api.reopen_rating(actor=crew[1], occasion=crew[0], subject=crew[2]["Acuña"])


class TestTheList:
    @pytest.fixture
    def page(self, crew, client):
        client.force_login(crew[1])
        return reverse("rating_list", args=[crew[0].uuid])

    def test_a_search_finds_by_name_whatever_the_case_and_accents(self, page, client):
        html = client.get(page, {"q": "itzel CASTAN"}).content.decode()
        assert "Itzel Castañeda" in html
        assert "Itzel Domínguez" not in html
        assert "Nadie aquí coincide con «xyz»." in client.get(page, {"q": "xyz"}).content.decode()

    def test_tabs_narrow_and_count(self, page, client, crew):
        make.submitted_rating(crew[1], crew[0], crew[2]["Acuña"], *GOOD)
        html = flat(client.get(page, {"show": "sent"}).content.decode())
        assert re.search(r'show=left">Por calificar<span class="badge num">5<', html)
        assert re.search(r'show=sent" aria-current="page">Enviadas por mí<span class="badge num">1<', html)
        assert html.count('class="go"') == 1

    def test_what_others_sent_is_explained_once(self, page, client, crew):
        for name in CREW[:4]:
            make.submitted_rating(make.person(), crew[0], crew[2][name], *GOOD)
        html = flat(client.get(page).content.decode())
        assert html.count("verá sus niveles") == 1
        assert html.count("otra persona evaluadora ya envió") == 4


class TestReadAloud:
    def test_the_sheet_names_the_person_and_every_criterion_in_headings(self, crew, client):
        occasion, assessor, people = crew
        client.force_login(assessor)
        html = flat(
            client.get(reverse("rating", args=[occasion.uuid, people["Acuña"].uuid])).content.decode()
        )
        assert re.search(r"<h1>.*Itzel Acuña</h1>", html)
        assert (
            len(re.findall(r"<legend> ?<h2>", html)) == 12
        )  # two more at the end: the whole, and what to tell
        status = html[html.index('role="status" data-status') :]
        assert "0 de 10." in status[: status.index("</span>")]
        assert "data-missing" in status[: status.index("</span>")]
        assert "/help/" in html[html.index("<footer") :]
        assert "/accessibility/" in html[html.index("<footer") :]

    def test_comments_in_the_other_language_say_so(self, crew, client):
        occasion, assessor, people = crew
        marks = make.marks(*GOOD, comment="She listened to both parties and asked why.")
        marks = {**marks, "c01": api.Mark(3, True, "Escuchó a las dos partes.")}
        act = {"actor": assessor, "occasion": occasion, "subject": people["Acuña"]}
        api.save_rating(**act, marks=marks)
        api.submit_rating(**act, judgment=2)
        api.release_case(**act)
        client.force_login(people["Acuña"])
        page = reverse("my_rating", args=[occasion.uuid])
        html = client.get(page).content.decode()
        assert html.count('<blockquote class="soft" lang="en">') == 9
        english = client.get(page.replace("/es-mx/", "/en/")).content.decode()
        assert english.count('<blockquote class="soft" lang="es">') == 1
        assert 'lang="en">' not in english[english.index("<main") :]


def test_two_assessors_stand_side_by_side_with_their_gaps(crew, client):
    occasion, assessor, people = crew
    # Practice; what is assessed is talked over first (tests/assessments/test_moderation_pages.py).
    type(occasion).objects.update(mode="coached")
    occasion.refresh_from_db()
    make.submitted_rating(assessor, occasion, people["Acuña"], *GOOD)
    other = make.person(first_name="John", last_name="Smith")
    make.submitted_rating(other, occasion, people["Acuña"], 4, 2, *GOOD[2:])
    client.force_login(assessor)
    html = flat(client.get(reverse("rating", args=[occasion.uuid, people["Acuña"].uuid])).content.decode())
    assert html.count("1 nivel de diferencia") == 1
    assert html.count('<span class="badge due">2 niveles de diferencia') == 1
    (second,) = re.findall(r"2\. Criterio 2.*?</li>", html)
    assert second.index("Usted") < second.index("John Smith")
