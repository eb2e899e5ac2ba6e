"""Rating in pages: what an assessor sees, types and never loses."""

from uuid import uuid4

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Rating
from tests.assessments import factories as make

pytestmark = pytest.mark.django_db
GOOD = (3, 4, 3, 3, 3, None, 3, 3, 3, 3)


@pytest.fixture
def room(client, open_to_all):
    """The signed-in assessor with an occasion and two people to rate."""
    occasion, assessor = make.occasion(), make.person(first_name="Maribel", last_name="Ochoa")
    people = [
        make.person(first_name="Itzel", last_name="Cruz"),
        make.person(first_name="Alma", last_name="Pech"),
    ]
    open_to_all.rating_subjects.append(lambda user, about: people)
    client.force_login(assessor)
    return occasion, assessor, *people


def url(room, place=2):
    return reverse("rating", args=[room[0].uuid, room[place].uuid])


def form(*values, **more):
    data = {
        f"level_c{place:02}": "no" if value is None else str(value)
        for place, value in enumerate(values, start=1)
    }
    return data | {"revision": "0"} | more


def test_the_page_shows_behaviors_and_what_is_critical(client, room):
    html = client.get(url(room)).content.decode()
    assert html.count('type="radio"') == 50
    assert html.count("★ Crítico") == 3
    assert "Conducta 10.4 (es)" in html
    assert "0 de 10." in html
    assert "Promedio de 3,0 o más" in html or "Promedio de 3.0 o más" in html


def test_the_page_in_english(client, room):
    html = client.get(url(room).replace("/es-mx/", "/en/")).content.decode()
    assert "Rate: Itzel Cruz" in html
    assert "A mean of 3.0 or more" in html
    assert "Conducta 10.4 (en)" in html


def test_a_draft_is_saved_and_shown_again(client, room):
    data = form(3, None, 2, comment_c03="Interrumpió <dos> veces", comment="General")
    assert client.post(url(room), data | {"go": "save"}).url == url(room)
    html = client.get(url(room)).content.decode()
    assert 'name="level_c01" value="3" checked' in html
    assert 'name="level_c02" value="no" checked' in html
    assert "Interrumpió &lt;dos&gt; veces</textarea>" in html
    assert "3 de 10." in html
    assert 'name="revision" value="1"' in html
    assert Rating.objects.get().status == "draft"


def test_the_script_saves_the_same_form(client, room):
    answer = client.post(url(room), form(3), headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert answer.json()["revision"] == 1
    answer = client.post(url(room), form(4), headers={"accept": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert Rating.objects.get().scores.get().value == 3


def test_the_script_never_submits(client, room):
    data = form(*GOOD) | {"go": "submit"}
    assert client.post(url(room), data, headers={"accept": "application/json"}).status_code == 200
    assert Rating.objects.get().status == "draft"


def test_submitting_too_early_names_what_is_missing_and_keeps_the_rest(client, room):
    data = form(3, 2, 3, 3, 3, 3, 3, 3, 3, go="submit", comment_c01="Clara")
    response = client.post(url(room), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Falta algo en 2 criterios." in html
    assert 'href="#cr2"' in html
    assert 'href="#cr10"' in html
    assert "Falta el comentario." in html
    assert 'name="level_c02" value="2" checked' in html
    assert "Clara</textarea>" in html
    assert 'name="revision" value="1"' in html
    assert Rating.objects.get().status == "draft"


def test_submitting_leads_to_who_is_left(client, room):
    response = client.post(url(room), form(*GOOD, go="submit"))
    assert response.url == reverse("rating_list", args=[room[0].uuid])
    html = client.get(response.url).content.decode()
    assert "Se envió la calificación de Itzel Cruz." in html
    assert "Podrá leerla cuando se comunique." in html
    assert "Ha enviado 1 de 2 calificaciones." in html


def test_a_submitted_rating_is_read_only(client, room):
    client.post(url(room), form(*GOOD, go="submit"))
    html = client.get(url(room)).content.decode()
    assert "<textarea" not in html
    assert "la leerá cuando se comunique" in html
    assert client.post(url(room), form(1, go="save", revision="1")).url == url(room)
    assert Rating.objects.get().scores.get(criterion__key="c01").value == 3
    assert "Reabrir para cambiarla" in html


def test_a_stale_page_keeps_what_was_typed(client, room):
    client.post(url(room), form(3, go="save"))
    response = client.post(url(room), form(4, go="save", comment_c01="Otra vista"))
    html = response.content.decode()
    assert response.status_code == 409
    assert 'name="level_c01" value="4" checked' in html
    assert "Otra vista</textarea>" in html
    assert Rating.objects.get().scores.get().value == 3


@pytest.mark.parametrize("level", ["7", "-1", "99999", "²", "3.0"])
def test_a_tampered_level_stores_nothing(client, room, level):
    response = client.post(url(room), {"level_c01": level, "revision": "0", "go": "save"})
    assert response.status_code in {302, 422}
    assert not api.rating_outcomes(occasion_ids=[room[0].pk]) or not Rating.objects.get().scores.exists()


def test_the_other_assessors_scores_stay_unseen_until_ones_own_are_in(client, room):
    occasion, _assessor, itzel, _alma = room
    other = make.person(first_name="John", last_name="Smith")
    canary = "canario-9f3"
    api.save_rating(
        actor=other,
        occasion=occasion,
        subject=itzel,
        marks=make.marks(*[4] * 10, comment=canary),
        comment=canary,
    )
    assert "Otra persona evaluadora" not in client.get(url(room)).content.decode()
    api.submit_rating(actor=other, occasion=occasion, subject=itzel)
    pages = [url(room), reverse("rating_list", args=[occasion.uuid])]
    client.post(url(room), form(3, go="save"))
    for page in pages:
        html = client.get(page).content.decode()
        assert "Otra persona evaluadora" in html
        assert canary not in html
        assert "Smith" not in html
    client.post(url(room), form(*GOOD, go="submit", revision="1"))
    html = client.get(url(room)).content.decode()
    assert canary in html
    assert "John Smith" in html


def test_who_may_not_rate_sees_nothing(client, room, registered):
    registered.rating_access[:] = [lambda assessor, occasion, subject: False]
    assert client.get(url(room)).status_code == 404
    assert client.post(url(room), form(3)).status_code == 404
    assert not Rating.objects.exists()


def test_unknown_people_and_occasions_do_not_exist(client, room):
    assert client.get(reverse("rating", args=[room[0].uuid, uuid4()])).status_code == 404
    assert client.get(reverse("rating", args=[uuid4(), room[2].uuid])).status_code == 404
    assert client.get(reverse("rating_list", args=[uuid4()])).status_code == 404
    assert client.get(reverse("my_rating", args=[uuid4()])).status_code == 404


def test_the_list_is_only_for_who_has_somebody_to_rate(client, room, registered):
    registered.rating_subjects.clear()
    assert client.get(reverse("rating_list", args=[room[0].uuid])).status_code == 404


def test_the_rated_person_reads_what_was_submitted_and_nothing_before(client, room):
    occasion, assessor, itzel, alma = room
    page = reverse("my_rating", args=[occasion.uuid])
    api.save_rating(actor=assessor, occasion=occasion, subject=itzel, marks=make.marks(*GOOD, comment="Bien"))
    client.force_login(itzel)
    assert client.get(page).status_code == 404
    api.submit_rating(actor=assessor, occasion=occasion, subject=itzel)
    assert client.get(page).status_code == 404
    api.release_case(actor=assessor, occasion=occasion, subject=itzel)
    html = client.get(page).content.decode()
    assert "Competente" in html
    assert "Promedio 3.11 en 9 criterios observados" in html
    assert "Maribel Ochoa" in html
    assert "4 · Destacado (es)." in html
    client.force_login(alma)
    assert client.get(page).status_code == 404


def test_a_coached_role_play_says_that_it_is_practice(client, room):
    coached = make.occasion(mode="coached")
    make.released_rating(room[1], coached, room[2], *GOOD)
    client.force_login(room[2])
    html = client.get(reverse("my_rating", args=[coached.uuid])).content.decode()
    assert "Fue una práctica con acompañamiento" in html


def test_the_list_costs_the_same_whatever_the_people(client, room, registered, django_assert_num_queries):
    page = reverse("rating_list", args=[room[0].uuid])
    for total in (1, 3):
        people = [make.person() for _ in range(total)]
        registered.rating_subjects[:] = [lambda user, about, people=people: people]
        client.get(page)
        with django_assert_num_queries(14):
            client.get(page)


def test_the_list_has_pages(client, room, registered):
    people = [make.person(last_name=f"N{number:02}") for number in range(27)]
    registered.rating_subjects[:] = [lambda user, about: people]
    page = reverse("rating_list", args=[room[0].uuid])
    assert client.get(page).content.decode().count('class="go"') == 25
    assert client.get(page, {"page": 2}).content.decode().count('class="go"') == 2
