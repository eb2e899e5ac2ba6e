"""A number that people type: asked with its bounds, kept when it cannot be read, stored when it can."""

import pytest
from django.urls import reverse

from assessments import api
from assessments.models import AnonymousSheet
from tests.assessments import factories as make
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def form(client):
    client.force_login(make.person())
    content = {"stem": make.text("De 0 a 10, ¿qué tanto lo recomendaría?"), "low": 0, "high": 10}
    version = api.ensure_instrument_version(
        key="opinion",
        title=make.text("Su opinión"),
        intro=make.text("Es anónima."),
        items=[api.ensure_item_version(key="course/o02", type="number", content=content)],
        minutes=1,
    )
    return make.evaluation(version)


def send(client, form, typed):
    item = make.items_of(form)[0]
    return client.post(reverse("sheet", args=[form.uuid]), {str(item.uuid): typed})


def test_the_page_says_the_bounds_and_names_the_field(client, form):
    html = client.get(reverse("sheet", args=[form.uuid])).content.decode()
    item = make.items_of(form)[0]
    assert f'<p class="hint" id="h{item.uuid}">Un número del 0 al 10</p>' in flat(html)
    assert f'inputmode="numeric" id="c1" name="{item.uuid}" maxlength="20"' in flat(html)
    assert f'aria-describedby="h{item.uuid}"' in flat(html)


@pytest.mark.parametrize("typed", ["11", "7.5", "siete"])
def test_a_number_that_is_not_asked_for_is_said_and_stays_on_the_page(client, form, typed):
    html = send(client, form, typed).content.decode()
    assert "es un número distinto de los que se piden" in html
    assert f'value="{typed}"' in html
    assert not AnonymousSheet.objects.exists()


def test_a_number_within_its_bounds_is_stored(client, form):
    assert send(client, form, " 0 ").status_code == 302
    assert AnonymousSheet.objects.get().answers == {str(make.items_of(form)[0].pk): 0}
