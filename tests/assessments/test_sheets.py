"""Evaluations: anonymous means anonymous, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.urls import reverse

from assessments import api
from assessments.interfaces.sheets import Sheet
from assessments.models import AnonymousComment, AnonymousReceipt, AnonymousSheet, Attempt
from assessments.services import ballots
from lms.core import clock
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.assessments.checks import refused
from tests.markup import flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_to_all")]


@pytest.fixture
def itzel(client):
    user = make.person()
    client.force_login(user)
    return user


def values(delivery, *, text="", level="4"):
    return {item.uuid: [level] if item.type == "likert" else [text] for item in make.items_of(delivery)}


def post(client, delivery, **more):
    data = {str(key): value for key, value in values(delivery, **more).items()}
    return client.post(reverse("sheet", args=[delivery.uuid]), data)


def test_an_anonymous_sheet_holds_neither_person_nor_moment():
    user, delivery = make.person(), make.evaluation()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, text="Más casos"))
    sheet, comment = AnonymousSheet.objects.get(), AnonymousComment.objects.get()
    *statements, question = make.items_of(delivery)
    assert {field.name for field in AnonymousSheet._meta.fields} == {"key", "delivery", "answers", "paper"}
    assert sheet.answers == {str(item.pk): 4 for item in statements}
    assert {field.name for field in AnonymousComment._meta.fields} == {
        "key",
        "delivery",
        "item_version",
        "text",
    }
    assert (comment.item_version, comment.text) == (question, "Más casos")
    assert (sheet.key.version, comment.key.version) == (4, 4)
    assert sheet.key != comment.key
    assert not Attempt.objects.exists()


def test_taking_part_is_kept_apart_with_the_day_alone():
    user, delivery = make.person(), make.evaluation()
    before = AuditEvent.objects.count()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery))
    receipt = AnonymousReceipt.objects.get()
    assert (receipt.user, receipt.delivery, receipt.on) == (user, delivery, clock.today())
    assert AuditEvent.objects.count() == before


def test_each_sheet_gives_every_row_of_its_delivery_a_new_key_and_no_other():
    delivery, other = make.evaluation(), make.evaluation()
    api.submit_sheet(user=make.person(), delivery=other, raw=values(other, text="Otra"))
    api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery, text="Una"))

    def keys(opened):
        return [
            set(model.objects.filter(delivery=opened).values_list("key", flat=True)) for model in ballots.BOX
        ]

    before, elsewhere = keys(delivery), keys(other)
    api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    assert [len(found) for found in keys(delivery)] == [2, 1, 2]
    assert [old & new for old, new in zip(before, keys(delivery), strict=True)] == [set(), set(), set()]
    assert keys(other) == elsewhere


def test_in_a_large_delivery_a_page_is_written_anew_and_the_rest_stays(monkeypatch):
    delivery = make.evaluation()
    monkeypatch.setattr(ballots, "PAGE", 3)
    for _ in range(8):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    before = set(AnonymousSheet.objects.values_list("key", flat=True))
    api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    after = set(AnonymousSheet.objects.values_list("key", flat=True))
    assert (len(before), len(after), len(before & after)) == (8, 9, 5)
    assert AnonymousReceipt.objects.values("user").distinct().count() == 9


def test_sending_again_changes_nothing():
    user, delivery = make.person(), make.evaluation()
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, level="4"))
    key = AnonymousSheet.objects.get().key
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery, level="1"))
    ballots.cast(user=user, delivery=delivery, answers={"1": 1}, comments=[])
    sheet = AnonymousSheet.objects.get()
    assert sheet.key == key
    assert set(sheet.answers.values()) == {4}


def test_the_box_cannot_be_vacuumed_within_a_transaction():
    with pytest.raises(RuntimeError):
        ballots.vacuum()


def test_a_named_form_keeps_its_person_and_moment():
    user, delivery = make.person(), make.evaluation(anonymous=False)
    api.submit_sheet(user=user, delivery=delivery, raw=values(delivery))
    attempt = Attempt.objects.get()
    assert (attempt.user, attempt.number, make.score(attempt)) == (user, 1, None)
    assert clock.now() - attempt.submitted_at < timedelta(minutes=1)
    assert not AnonymousReceipt.objects.exists()
    assert not AnonymousSheet.objects.exists()


def test_outside_its_window_a_form_is_refused():
    now = clock.now()
    delivery = make.evaluation(opens_at=now - timedelta(days=2), closes_at=now - timedelta(days=1))
    with refused("closed"):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))
    assert not AnonymousSheet.objects.exists()


def test_who_may_not_answer_cannot(host):
    host.takes = False
    delivery = make.evaluation()
    with refused("not_yours"):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery))


def test_statements_come_in_groups_of_six_at_most():
    items = make.items_of(make.evaluation(make.opinion_form(8, open_questions=2)))
    groups = Sheet(items, {}, {}).groups
    assert [(group.first, group.last, group.is_scale) for group in groups] == [
        (1, 6, True),
        (7, 8, True),
        (9, 10, False),
    ]


def test_a_named_group_keeps_its_heading():
    items = [
        api.ensure_item_version(
            key=f"g{place}", type="likert", content=make.likert_content(group=make.text(name))
        )
        for place, name in enumerate(["Voz", "Voz", "Respeto"])
    ]
    groups = Sheet(items, {}, {}).groups
    assert [(group.title["es"], len(group.lines)) for group in groups] == [
        ("Voz (es)", 2),
        ("Respeto (es)", 1),
    ]


def test_the_page_says_that_it_is_anonymous(client, itzel):
    html = client.get(reverse("sheet", args=[make.evaluation().uuid])).content.decode()
    assert "Este formulario es anónimo" in html
    assert "sin su nombre y sin la hora" in html
    html = client.get(reverse("sheet", args=[make.evaluation(anonymous=False).uuid])).content.decode()
    assert "anónimo" not in html


def test_a_test_start_leads_to_the_form(client, itzel):
    delivery = make.evaluation()
    response = client.get(reverse("attempt_start", args=[delivery.uuid]))
    assert response.url == reverse("sheet", args=[delivery.uuid])


def test_a_test_is_not_a_form(client, itzel):
    assert client.get(reverse("sheet", args=[make.delivery().uuid])).status_code == 404


def test_sending_says_thanks_and_comes_back_to_thanks(client, itzel):
    delivery = make.evaluation()
    sent = reverse("sheet_sent", args=[delivery.uuid])
    assert client.get(sent).url == reverse("sheet", args=[delivery.uuid])
    assert post(client, delivery).url == sent
    assert "Gracias: recibimos sus respuestas" in client.get(sent).content.decode()
    assert client.get(reverse("sheet", args=[delivery.uuid])).url == sent
    assert post(client, delivery).url == sent
    assert AnonymousSheet.objects.count() == 1


def test_a_missing_answer_is_named_and_all_that_was_typed_stays(client, itzel):
    delivery = make.evaluation()
    first, _second, third, words = make.items_of(delivery)
    data = {str(first.uuid): "5", str(third.uuid): "2", str(words.uuid): "Más <casos>"}
    response = client.post(reverse("sheet", args=[delivery.uuid]), data)
    html = response.content.decode()
    assert response.status_code == 422
    assert "Falta 1 respuesta." in flat(html)
    assert "No se perdió nada de lo que escribió." in flat(html)
    assert 'href="#c2"' in flat(html)
    assert f'name="{first.uuid}" value="5" checked' in flat(html)
    assert f'name="{third.uuid}" value="2" checked' in flat(html)
    assert "Más &lt;casos&gt;</textarea>" in flat(html)
    assert not AnonymousSheet.objects.exists()
    assert not AnonymousReceipt.objects.exists()


def test_an_empty_sheet_is_not_told_that_nothing_was_lost(client, itzel):
    html = client.post(reverse("sheet", args=[make.evaluation().uuid]), {}).content.decode()
    assert "respuestas." in flat(html)
    assert "No se perdió nada" not in flat(html)


@pytest.mark.parametrize("level", ["9", "x", "-", "1.5"])
def test_a_tampered_level_is_refused(client, itzel, level):
    delivery = make.evaluation()
    assert post(client, delivery, level=level).status_code == 422
    assert not AnonymousSheet.objects.exists()


def test_too_long_a_text_is_refused_and_kept_on_the_page(client, itzel):
    delivery = make.evaluation()
    response = post(client, delivery, text="x" * 2001)
    assert response.status_code == 422
    assert "x" * 2001 in response.content.decode()
    assert not AnonymousSheet.objects.exists()


def test_a_form_that_is_not_mine_does_not_exist_for_me(client, itzel, host):
    host.takes = False
    delivery = make.evaluation()
    assert client.get(reverse("sheet", args=[delivery.uuid])).status_code == 404
    assert post(client, delivery).status_code == 404
    assert not AnonymousSheet.objects.exists()


def test_the_form_in_english(client, itzel):
    delivery = make.evaluation()
    html = client.get(f"/en/forms/{delivery.uuid}/").content.decode()
    assert "This form is anonymous" in html
    assert "Statements 1 to 3" in html
    assert "Afirmación 1 (en)" in html


def test_the_form_costs_the_same_whatever_its_length(client, itzel, django_assert_num_queries):
    for statements in (1, 3):
        delivery = make.evaluation(make.opinion_form(statements))
        url = reverse("sheet", args=[delivery.uuid])
        client.get(url)
        with django_assert_num_queries(8):
            client.get(url)


@pytest.mark.parametrize("anonymous", [True, False])
def test_opinions_are_summed_up_without_people(anonymous):
    delivery = make.evaluation(make.opinion_form(2), anonymous=anonymous)
    for level, text in (("5", "zeta"), ("4", ""), ("4", "alfa")):
        api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery, level=level, text=text))
    first, _second = api.likert_summary(delivery.pk)
    assert (first.key, first.n, first.missing, first.mean) == ("r01", 3, 0, 13 / 3)
    assert first.counts == {1: 0, 2: 0, 3: 0, 4: 2, 5: 1}
    assert first.labels[5]["es"] == "Muy de acuerdo (es)"
    (texts,) = api.open_answers(delivery.pk)
    assert texts.texts == ("alfa", "zeta")


def test_a_statement_left_empty_is_missing():
    items = [
        api.ensure_item_version(key="v1", type="likert", content=make.likert_content(required=False)),
        api.ensure_item_version(key="v2", type="likert", content=make.likert_content()),
    ]
    form = api.ensure_instrument_version(
        key="optional", title=make.text("Opcional"), intro=make.text("Dos."), items=items, minutes=2
    )
    delivery = make.evaluation(form)
    raw = {items[0].uuid: [], items[1].uuid: ["3"]}
    api.submit_sheet(user=make.person(), delivery=delivery, raw=raw)
    assert [(one.n, one.missing) for one in api.likert_summary(delivery.pk)] == [(0, 1), (1, 0)]


def test_reading_opinions_costs_the_same_whatever_the_sheets(django_assert_num_queries):
    deliveries = [make.evaluation(), make.evaluation()]
    for _ in range(2):
        for delivery in deliveries:
            api.submit_sheet(user=make.person(), delivery=delivery, raw=values(delivery, text="Bien"))
        with django_assert_num_queries(3):
            api.likert_summary(deliveries[0].pk)
        with django_assert_num_queries(3):
            api.open_answers(deliveries[0].pk)


def test_an_empty_form_has_no_mean():
    summary = api.likert_summary(make.evaluation(make.opinion_form(1)).pk)
    assert [(one.n, one.missing, one.mean) for one in summary] == [(0, 0, None)]
