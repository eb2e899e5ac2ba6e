"""Rating in pages: what an assessor sees, types and never loses."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import Rating
from assessments.registries import OccasionPeople
from lms.accounts.models import User
from tests.assessments import factories as make
from tests.budgets import counted
from tests.markup import flat

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
    open_to_all.rated = people
    client.force_login(assessor)
    return occasion, assessor, *people


def url(room, place=2):
    return reverse("rating", args=[room[0].uuid, room[place].uuid])


def form(*values, **more):
    data = {
        f"level_c{place:02}": "no" if value is None else str(value)
        for place, value in enumerate(values, start=1)
    }
    told = {f"comment_{key}": "Lo vi." for key in make.CRITICAL} if len(values) > 8 else {}
    return data | told | {"revision": "0", "judgment": "2"} | more


def send(client, room, place=2, *values, revision="0"):
    """Fill the sheet in, go on to the question whether to send it, and say yes."""
    page = client.post(url(room, place), form(*(values or GOOD), go="submit", revision=revision)).url
    asked = client.get(page).content.decode()
    shown = re.search(r'name="revision" value="(\d+)"', asked)[1]
    return client.post(page, {"revision": shown, "judgment": "2"})


def test_the_page_shows_behaviors_and_what_is_critical(client, room):
    html = client.get(url(room)).content.decode()
    assert html.count('type="radio"') == 54
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
    assert 'name="level_c01" value="3" checked' in flat(html)
    assert 'name="level_c02" value="no" checked' in flat(html)
    assert "Interrumpió &lt;dos&gt; veces</textarea>" in html
    assert "3 de 10." in html
    assert 'name="revision" value="1"' in html
    assert Rating.objects.get().status == "draft"


def test_submitting_too_early_names_what_is_missing_and_keeps_the_rest(client, room):
    data = form(3, 2, 3, 3, 3, 3, 3, 3, 3, go="submit", comment_c01="Clara", comment_c02="")
    response = client.post(url(room), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Falta algo en 2 criterios." in html
    assert 'href="#cn2"' in html
    assert 'href="#lv10"' in html
    assert "Falta el comentario." in html
    assert 'name="level_c02" value="2" checked' in flat(html)
    assert "Clara</textarea>" in html
    assert 'name="revision" value="1"' in html
    assert Rating.objects.get().status == "draft"


def test_submitting_leads_to_who_is_left(client, room):
    response = send(client, room)
    assert response.url == url(room, 3)
    html = client.get(response.url).content.decode()
    assert "Se envió la calificación de Itzel Cruz." in html
    assert "Podrá leerla cuando se comunique. Sigue Alma Pech." in html
    response = send(client, room, 3)
    assert response.url == reverse("rating_list", args=[room[0].uuid])
    assert "Ya calificó a todas las personas." in client.get(response.url).content.decode()


def test_a_submitted_rating_is_read_only(client, room):
    send(client, room)
    html = client.get(url(room)).content.decode()
    assert "<textarea" not in html
    assert "la leerá cuando se comunique" in html
    late = client.post(url(room), form(1, go="save", revision="1", comment_c01="Escrito tarde"))
    assert (late.status_code, "Escrito tarde" in late.content.decode()) == (409, True)
    assert Rating.objects.get().scores.get(criterion__key="c01").value == 3
    assert "Reabrir para cambiarla" in html


def test_a_stale_page_keeps_what_was_typed(client, room):
    client.post(url(room), form(3, go="save"))
    response = client.post(url(room), form(4, go="save", comment_c01="Otra vista"))
    html = response.content.decode()
    assert response.status_code == 409
    assert 'name="level_c01" value="4" checked' in flat(html)
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
    api.submit_rating(actor=other, occasion=occasion, subject=itzel, judgment=2)
    pages = [url(room), reverse("rating_list", args=[occasion.uuid])]
    client.post(url(room), form(3, go="save"))
    for page in pages:
        html = client.get(page).content.decode()
        assert "Otra persona evaluadora" in html
        assert canary not in html
        assert "Smith" not in html
    send(client, room, 2, *[4] * 10, revision="1")
    html = client.get(url(room)).content.decode()
    assert canary in html
    assert "John Smith" in html


def test_who_may_not_rate_sees_nothing(client, room, host):
    host.rates = False
    assert client.get(url(room)).status_code == 404
    assert client.post(url(room), form(3)).status_code == 404
    assert not Rating.objects.exists()


def test_unknown_people_and_occasions_do_not_exist(client, room):
    assert client.get(reverse("rating", args=[room[0].uuid, uuid4()])).status_code == 404
    assert client.get(reverse("rating", args=[uuid4(), room[2].uuid])).status_code == 404
    assert client.get(reverse("rating_list", args=[uuid4()])).status_code == 404
    assert client.get(reverse("my_rating", args=[uuid4()])).status_code == 404


def test_the_list_is_only_for_who_has_somebody_to_rate_or_answers_for_it(client, room, host):
    host.rated = ()
    page = reverse("rating_list", args=[room[0].uuid])
    assert "Todavía no hay personas inscritas" in client.get(page).content.decode()
    host.releases = False
    assert client.get(page).status_code == 404


def test_the_rated_person_reads_what_was_submitted_and_nothing_before(client, room):
    occasion, assessor, itzel, alma = room
    page = reverse("my_rating", args=[occasion.uuid])
    api.save_rating(actor=assessor, occasion=occasion, subject=itzel, marks=make.marks(*GOOD, comment="Bien"))
    client.force_login(itzel)
    assert client.get(page).status_code == 404
    api.submit_rating(actor=assessor, occasion=occasion, subject=itzel, judgment=2)
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


def test_the_list_costs_the_same_whatever_the_people(client, room, host, django_assert_num_queries):
    page = reverse("rating_list", args=[room[0].uuid])
    for total in (1, 3):
        people = [make.person() for _ in range(total)]
        host.rated = people
        client.get(page)
        with django_assert_num_queries(18):
            client.get(page)


def test_the_list_has_pages(client, room, host):
    people = [make.person(last_name=f"N{number:02}") for number in range(27)]
    host.rated = people
    page = reverse("rating_list", args=[room[0].uuid])
    assert client.get(page).content.decode().count('class="go"') == 25
    assert client.get(page, {"page": 2}).content.decode().count('class="go"') == 2


def test_the_sheet_folds_the_instructions_and_marks_what_is_extra(client, open_to_all):
    version = make.rubric(2, add_ons=["collective"], instructions=make.text("Califique lo que vio."))
    played = make.scenario(add_ons=["collective"])
    occasion, assessor, person = make.occasion(version, scenario_version=played), make.person(), make.person()
    open_to_all.rated = [person]
    client.force_login(assessor)
    html = client.get(reverse("rating", args=[occasion.uuid, person.uuid])).content.decode()
    folded = html[html.index("Cómo usar esta rúbrica") :]
    assert folded.index("Califique lo que vio. (es)") < folded.index("</details>")
    assert html.count("Solo con algunos casos") == 1
    assert 'name="level_collective"' in html


def test_releasing_one_person_and_then_all(client, room):
    occasion, assessor, itzel, alma = room
    page, act = (reverse(name, args=[occasion.uuid]) for name in ("rating_list", "ratings_release"))
    assert "Comunicar" not in client.get(page).content.decode()
    for person in (itzel, alma):
        make.submitted_rating(assessor, occasion, person, *GOOD)
    html = client.get(page).content.decode()
    assert "Comunicar todos los resultados listos (2)" in html
    assert html.count('name="person"') == 2
    response = client.post(act, {"person": str(itzel.uuid)}, follow=True)
    html = response.content.decode()
    assert "Se comunicó: Itzel Cruz ya puede leer el resultado." in html
    assert "Comunicar todos los resultados listos (1)" in html
    html = client.post(act, {"all": "1"}, follow=True).content.decode()
    assert "Se comunicó 1 resultado." in html
    assert "Comunicar" not in html
    assert html.count("Comunicada") == 2


def test_the_page_after_sending_offers_the_release(client, room):
    send(client, room)
    html = client.get(url(room)).content.decode()
    assert f'name="person" value="{room[2].uuid}"' in html
    client.post(reverse("ratings_release", args=[room[0].uuid]), {"person": str(room[2].uuid)})
    html = client.get(url(room)).content.decode()
    assert "ya no cambia" in html
    assert "Comunicar a la persona" not in html
    assert "Reabrir" not in html


def test_a_release_of_nobody_says_so(client, room):
    act = reverse("ratings_release", args=[room[0].uuid])
    for data in ({}, {"person": "x"}, {"person": str(uuid4())}):
        assert "Elija de quién" in client.post(act, data, follow=True).content.decode()
    html = client.post(act, {"person": str(room[2].uuid)}, follow=True).content.decode()
    assert "Todavía no hay una calificación terminada que comunicar." in html


def test_who_may_not_release_sees_no_button(client, room, host):
    host.releases = False
    make.submitted_rating(room[1], room[0], room[2], *GOOD)
    assert "Comunicar" not in client.get(url(room)).content.decode()
    page = reverse("rating_list", args=[room[0].uuid])
    assert "Comunicar" not in client.get(page).content.decode()
    assert client.post(reverse("ratings_release", args=[room[0].uuid]), {"all": "1"}).status_code == 404


def test_who_releases_without_rating_sees_who_is_rated_and_no_sheet(client, room, host):
    occasion, assessor, itzel, alma = room
    host.rated = ()
    everybody = User.objects.filter(pk__in=[itzel.pk, alma.pk])
    host.taking_part = OccasionPeople(ratees=everybody, assessors=User.objects.none())
    make.submitted_rating(assessor, occasion, itzel, *GOOD)
    client.force_login(make.person())
    html = client.get(reverse("rating_list", args=[occasion.uuid])).content.decode()
    assert reverse("rating", args=[occasion.uuid, itzel.uuid]) not in html
    assert (html.count("Sin calificar"), html.count('name="person"')) == (1, 1)


def test_reopening_shows_the_form_again(client, room):
    send(client, room)
    again = reverse("rating_reopen", args=[room[0].uuid, room[2].uuid])
    assert client.post(again).url == url(room)
    html = client.get(url(room)).content.decode()
    assert "10 de 10." in html
    assert 'name="revision" value="2"' in html
    assert "esta es la versión 2" in html
    send(client, room, 2, *GOOD[:9], 4, revision="2")
    assert "Usted ya la había enviado y la reabrió" in client.get(url(room)).content.decode()
    assert Rating.objects.get(version=2).scores.get(criterion__key="c10").value == 4


def test_a_draft_that_came_too_late_stays_to_be_read(client, room):
    occasion, _assessor, itzel, _alma = room
    client.post(url(room), form(3, go="save", comment_c01="Mi nota", comment="En general bien"))
    make.released_rating(make.person(), occasion, itzel, *GOOD)
    html = client.get(url(room)).content.decode()
    assert "Ya nadie puede agregar una calificación." in html
    assert "Mi nota" in html
    assert "En general bien" in html
    assert "<textarea" not in html
    late = client.post(url(room), form(4, revision="1", comment_c01="Otra nota", next_step="Cerrar mejor"))
    html = late.content.decode()
    assert late.status_code == 409
    assert "Lo que escribió, que no se guardó" in html
    assert ("Otra nota" in html, "Cerrar mejor" in html, "<textarea" in html) == (True, True, False)
    assert Rating.objects.get(assignment__assessor=room[1]).scores.get().value == 3


def test_the_scripts_form_is_laid_over_what_is_stored(client, room):
    """Sent by a page that numbers its edits, a form takes back nothing that another tab saved."""
    client.post(url(room), form(3, 4, go="save") | {"seq_c01": "5", "seq_c02": "7", "seq_": "1"})
    late = form(1, 2, 3, go="save", comment="Tarde") | {"seq_c01": "4", "seq_c02": "8", "seq_c03": "1"}
    assert client.post(url(room), late | {"seq_": "1"}).status_code == 302
    rating = Rating.objects.get()
    assert sorted(rating.scores.values_list("value", "seq")) == [(2, 8), (3, 1), (3, 5)]
    assert (rating.comment, rating.comment_seq) == ("", 1)


def test_lists_and_sheets_read_a_page_and_not_the_cohort(client, room, host):
    def spent(total):
        people = [room[2], *(make.person(last_name=f"N{number:03}") for number in range(total))]
        for person in people[1:5]:
            make.submitted_rating(room[1], room[0], person, *GOOD)
        host.rated = User.objects.filter(pk__in=[one.pk for one in people])
        found = []
        for page in (reverse("rating_list", args=[room[0].uuid]), url(room)):
            client.get(page)
            with counted() as one:
                assert client.get(page).status_code == 200
            found.append(one)
        return found

    few = spent(30)
    many = spent(120)
    assert [one.queries for one in few] == [one.queries for one in many]
    many[0].within(queries=19, rows=140)
    many[1].within(queries=16, rows=110)


def test_saving_by_the_sheet_takes_few_queries(client, room):
    client.post(url(room), form(3, 3))
    with counted() as spent:
        answer = client.post(url(room), form(*GOOD, revision="1", go="save"))
    assert answer.status_code == 302
    spent.within(queries=10, rows=25)
