"""The pages of the talk about a case: nothing of the other sheet before each has written alone."""

import re

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Moderation, RatingCase
from assessments.registries import OccasionPeople
from assessments.services import moderation as services
from lms.accounts.models import User
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.assessments import factories as make

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]

CANARY = "canario-7c1"


@pytest.fixture
def room(open_to_all):
    occasion, person = make.occasion(), make.person(first_name="Itzel", last_name="Cruz")
    one, other = make.person(last_name="Ochoa"), make.person(first_name="John", last_name="Smith")
    open_to_all.rated = [person]
    make.submitted_rating(one, occasion, person, *(4,) * 10)
    marks = make.marks(2, *(4,) * 9, comment=CANARY)
    api.save_rating(actor=other, occasion=occasion, subject=person, marks=marks, comment=CANARY)
    api.submit_rating(actor=other, occasion=occasion, subject=person, judgment=2)
    return {"occasion": occasion, "subject": person}, one, other


def address(room, name="moderation"):
    return reverse(name, args=[room[0]["occasion"].uuid, room[0]["subject"].uuid])


def act(client, room, go, **more):
    return client.post(address(room, "moderation_act"), {"go": go, **more})


def read(client, room, name="moderation"):
    return client.get(address(room, name)).content.decode()


def test_nothing_of_the_other_sheet_before_both_wrote(client, room, host):
    about, one, other = room
    host.releases = False
    client.force_login(one)
    listed = client.get(reverse("rating_list", args=[about["occasion"].uuid])).content.decode()
    assert "Por conversar" in listed
    for html in (read(client, room), read(client, room, "rating"), listed):
        assert CANARY not in html
        assert "niveles de diferencia" not in html
    assert "Las hojas están lejos una de otra en el criterio 1." in read(client, room)
    assert act(client, room, "reasons", text="Vi una apertura completa.").status_code == 302
    html = read(client, room)
    assert CANARY not in html
    assert "Falta que escriba:\n        John Smith." in html or "John Smith" in html
    assert 'name="text"' not in html
    services.write_reasons(**about, actor=other, text="Faltó decir quién es.")
    html = read(client, room)
    assert CANARY in html
    assert "Faltó decir quién es." in html
    assert "2 niveles de diferencia" in html
    assert html.count("<fieldset") == 1


def test_one_proposes_and_the_other_agrees(client, room, host):
    about, one, other = room
    host.releases = False
    for assessor in (one, other):
        services.write_reasons(**about, actor=assessor, text="Lo que vi.")
    client.force_login(one)
    act(client, room, "propose", level_c01="3", reason="Se presentó tarde.")
    html = read(client, room)
    assert "Espera la respuesta de la otra persona evaluadora." in html
    assert 'value="agree"' not in html
    client.force_login(other)
    html = read(client, room)
    assert "Propuesta de Itzel Ochoa." in html
    assert 'value="propose"' not in html
    act(client, room, "agree", proposal=Moderation.objects.get().pk)
    assert RatingCase.objects.get().state == "agreed"
    html = read(client, room)
    assert "Las personas evaluadoras acordaron" in html or "Lo que se resolvió" in html
    assert "Competente" in html
    assert "<form" not in html[html.index("<main") :]


def test_nobody_agrees_with_a_proposal_that_they_did_not_read(client, room, host):
    about, one, other = room
    for assessor in (one, other):
        services.write_reasons(**about, actor=assessor, text="Lo que vi.")
    first = services.propose(**about, actor=one, levels={"c01": 3}, reason="Se presentó tarde.")
    client.force_login(other)
    read_then = re.search(r'name="proposal" value="(\d+)"', read(client, room))[1]
    assert read_then == str(first.pk)
    services.answer(**about, actor=other, agrees=False)
    services.propose(**about, actor=one, levels={"c01": 1}, reason="No se presentó.")
    for go in ("agree", "refuse"):
        assert act(client, room, go, proposal=read_then).status_code == 302
        assert "Ya no hay una propuesta que responder." in read(client, room)
        assert act(client, room, go).status_code == 422
    assert (RatingCase.objects.get().state, Moderation.objects.get().outcome) == ("moderation", "")


def test_what_is_missing_is_said_and_what_was_typed_is_kept(client, room):
    about, one, other = room
    for assessor in (one, other):
        services.write_reasons(**about, actor=assessor, text="Lo que vi.")
    client.force_login(one)
    response = act(client, room, "propose", reason="Mis razones.")
    assert response.status_code == 422
    html = response.content.decode()
    assert "Mis razones." in html
    assert "Elija un nivel, o N/O si no se pudo observar." in html
    assert not Moderation.objects.exists()
    assert act(client, room, "propose", level_c01="9", reason="Mis razones.").status_code == 422


def test_who_leads_asks_a_third_who_sees_nothing(client, room, host):
    about, _one, _other = room
    third, lead = make.person(first_name="Rosa", last_name="Tun"), make.person()
    everybody = User.objects.all()
    host.taking_part = OccasionPeople(everybody.filter(pk=about["subject"].pk), everybody.filter(pk=third.pk))
    looker = make.person(first_name="Luz", last_name="Vio")
    both = everybody.filter(pk__in=[third.pk, looker.pk])
    host.taking_part = OccasionPeople(everybody.filter(pk=about["subject"].pk), both)
    # Another who leads has read both sheets: they are not blind any more.
    for _time in range(2):
        client.force_login(looker)
        assert CANARY in read(client, room)
    client.force_login(lead)
    html = read(client, room)
    assert CANARY in html
    assert "Decidir así" in html
    assert (str(third.uuid) in html, str(looker.uuid) in html) == (True, False)
    with pytest.raises(UserError) as refused:
        services.call_third(**about, actor=lead, assessor=looker)
    assert refused.value.code == "took_part"
    assert AuditEvent.objects.filter(action="assessments.read_sheets").count() == 2
    act(client, room, "third", assessor=str(third.uuid))
    client.force_login(third)
    sheet = address(room, "rating")
    listed = client.get(reverse("rating_list", args=[about["occasion"].uuid])).content.decode()
    for html in (read(client, room), listed):
        assert "Se le pidió ser la tercera persona evaluadora" in html
        assert (f'href="{sheet}"' in html, "Falta que escriba" in html, CANARY in html) == (
            True,
            False,
            False,
        )
    html = read(client, room, "rating")
    assert html.count('type="radio"') == 54  # ten criteria and the view of the whole
    assert CANARY not in html


def test_the_person_rated_finds_nothing_before_and_both_sheets_after(client, room, host):
    about, *_rest = room
    client.force_login(about["subject"])
    assert client.get(address(room)).status_code == 404
    lead = make.person()
    services.decide(**about, actor=lead, levels={"c01": 2}, reason="Se oyó el video.")
    assert client.get(address(room)).status_code == 404
    api.release_case(**about, actor=lead)
    html = client.get(reverse("my_rating", args=[about["occasion"].uuid])).content.decode()
    assert "Lo que cuenta" in html
    assert "Se oyó el video." in html
    assert CANARY in html


@pytest.mark.parametrize("go", ["", "unknown", "reasons", "propose", "agree", "third", "decide"])
def test_strangers_find_nothing(client, room, host, go):
    host.releases = False
    client.force_login(make.person())
    assert client.get(address(room)).status_code == 404
    assert act(client, room, go).status_code == 404


def test_without_anything_to_settle_there_is_no_page(client, host):
    occasion, one, person = make.occasion(), make.person(), make.person()
    make.submitted_rating(one, occasion, person, *(4,) * 10)
    client.force_login(one)
    for subject in (person, make.person()):
        assert client.get(reverse("moderation", args=[occasion.uuid, subject.uuid])).status_code == 404


def test_sending_asks_for_the_view_of_the_whole_before_anything_is_computed(client, room):
    about, _one, _other = room
    occasion, assessor = make.occasion(), make.person()
    client.force_login(assessor)
    marks = make.marks(*(4,) * 10)
    api.save_rating(actor=assessor, occasion=occasion, subject=about["subject"], marks=marks)
    page = reverse("rating_send", args=[occasion.uuid, about["subject"].uuid])
    html = client.get(page).content.decode()
    assert html.count('type="radio"') == 4
    assert "Promedio 4" not in html
    response = client.post(page, {"revision": "1"})
    assert response.status_code == 422
    assert "Elija cómo ve el desempeño en conjunto." in response.content.decode()
    assert client.post(page, {"revision": "1", "judgment": "3"}).status_code == 302
