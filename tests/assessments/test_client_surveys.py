"""What parties of hearings say: by a code, once, without a name; and what their center learns of it."""

import io
import re
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from assessments.models import (
    AnonymousReceipt,
    AnonymousSheet,
    AnonymousTicket,
    ClientPeriod,
    TicketBatch,
)
from assessments.rules import client_periods, ticket_codes
from assessments.selectors.client_surveys import client_boxes, periods_of
from assessments.services import client_surveys as services
from assessments.services.sheets import SheetError
from assessments.views import clients
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.assessments import factories as make
from tests.lms.factories import make_center, make_person
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_is_counted():
    cache.clear()


@pytest.fixture
def form():
    return make.client_form()


@pytest.fixture
def center():
    return make_center(name="Centro Sur")


@pytest.fixture
def manager(center):
    return make_person(Role.CENTER_MANAGER, center=center)


@pytest.fixture
def survey(form, center, manager):
    return services.open_survey(actor=manager, center=center)


def values(form, **more):
    return {str(key): value for key, value in make.client_answers(form, **more).items()}


def put_in(survey, form, number=1, **more):
    """Sheets by slips of their own."""
    for code in services.make_slips(actor=None, survey=survey, number=number):
        ticket = AnonymousTicket.objects.get(code_hash=services.code_hash(ticket_codes.read(code)))
        services.put_in(survey=survey, ticket=ticket.pk, raw=make.client_answers(form, **more))


def test_periods_are_four_months_and_the_year_has_three():
    periods = {client_periods.four_months(date(2026, month, 15)) for month in range(1, 13)}
    assert sorted(periods) == [
        (date(2026, 1, 1), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2026, 8, 31)),
        (date(2026, 9, 1), date(2026, 12, 31)),
    ]


def test_codes_are_read_as_people_type_them():
    code = ticket_codes.new_code()
    assert ticket_codes.read(f" {ticket_codes.written(code).lower()} ") == code
    assert [ticket_codes.read(text) for text in ("", "ABCD", "ABCD-EFG0", "ABCDEFGHJ", "ÁBCDEFGH")] == [
        ""
    ] * 5
    assert len({ticket_codes.new_code() for _ in range(200)}) == 200


def test_a_code_lets_one_sheet_in_once_and_nothing_says_whose(client, survey, form):
    (written,) = services.make_slips(actor=None, survey=survey, number=1)
    assert written not in str(list(AnonymousTicket.objects.values()))
    code = ticket_codes.read(written)
    found = client.get(reverse("client_code"), {"code": written.lower()})
    address = reverse("client_sheet", args=[code])
    assert found.url == address
    page = client.get(address)
    html = flat(page.content.decode())
    assert "Centro Sur" in html
    assert "No escribe su nombre ni nada de su asunto." in html
    assert page["X-Robots-Tag"].startswith("noindex")
    assert page["Cache-Control"] == "private, no-store"
    assert page["Referrer-Policy"] == "same-origin"
    assert "<script" not in html
    events = AuditEvent.objects.count()
    lacking = client.post(address, {})
    assert lacking.status_code == 422
    assert "Elija" in lacking.content.decode()
    sent = client.post(address, values(form, side="employer", level=2))
    assert sent.url == reverse("client_sent")
    assert "Gracias" in client.get(sent.url).content.decode()
    assert AuditEvent.objects.count() == events
    sheet = AnonymousSheet.objects.get()
    assert sorted(map(str, sheet.answers.values())) == ["2"] * 9 + ["agreement", "employer"]
    assert (sheet.paper, AnonymousReceipt.objects.count(), AnonymousTicket.objects.count()) == (False, 0, 0)
    # Used and unknown look alike, whatever is sent.
    unknown = reverse("client_sheet", args=[ticket_codes.new_code()])
    answers = [client.get(address), client.get(unknown), client.post(address, values(form))]
    assert [one.status_code for one in answers] == [404] * 3
    bodies = {re.sub(r"/opinion/\w{8}/", "", one.content.decode()) for one in answers[:2]}
    assert len(bodies) == 1
    assert AnonymousSheet.objects.count() == 1


def test_both_languages_are_a_click_apart(client, survey, form):
    (written,) = services.make_slips(actor=None, survey=survey, number=1)
    address = reverse("client_sheet", args=[ticket_codes.read(written)])
    assert address.replace("/es-mx/", "/en/") in client.get(address).content.decode()
    english = client.get(address.replace("/es-mx/", "/en/")).content.decode()
    assert "You do not write your name, and nothing of your case." in english
    assert "Trato 1 (en)" in english


def test_slips_come_as_a_file_whose_codes_nobody_can_read_again(client, survey, form, manager, center):
    client.force_login(manager)
    answer = client.post(reverse("client_slips", args=[center.uuid]), {"slips-number": 10})
    assert answer["Content-Type"] == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.content)) as pdf:
        assert len(pdf.pages) == 2
    assert AnonymousTicket.objects.count() == 10
    batch = TicketBatch.objects.get()
    assert (batch.kind, batch.made, batch.made_by) == ("slips", 10, manager)
    page = flat(client.get(reverse("client_survey", args=[center.uuid])).content.decode())
    assert "10 en total, 10 sin usar" in page
    many = client.post(reverse("client_slips", args=[center.uuid]), {"slips-number": 1000})
    assert many.status_code == 422


def test_a_tablet_goes_from_hand_to_hand(client, survey, form, manager, center):
    client.force_login(manager)
    client.post(reverse("client_survey_act", args=[center.uuid]), {"act": "tablet", "tablet-days": 5})
    batch = TicketBatch.objects.get()
    start = reverse("client_tablet", args=[TicketBatch.token_for(batch.uuid)])
    assert start in client.get(reverse("client_survey", args=[center.uuid])).content.decode()
    assert TicketBatch.token_for(batch.uuid) not in str(TicketBatch.objects.values())
    client.logout()
    assert AnonymousTicket.objects.count() == 0
    assert "Empezar" in client.get(start).content.decode()
    for level in (1, 5):
        begun = client.post(start).url
        assert client.get(begun).status_code == 200
        sent = client.post(begun, values(form, level=level))
        assert sent.url == f"{start}?sent"
        assert "No queda nada en esta tableta" in client.get(sent.url).content.decode()
        assert client.get(begun).url == start  # back leads nobody to another's answers
    assert AnonymousSheet.objects.count() == 2
    batch.refresh_from_db()
    assert batch.made == 0
    client.force_login(manager)
    client.post(reverse("client_survey_act", args=[center.uuid]), {"act": "end", "batch": batch.uuid})
    client.logout()
    assert [client.get(start).status_code, client.post(begun).status_code] == [404, 404]


def test_a_tablet_cannot_fill_the_box(survey, form, monkeypatch):
    monkeypatch.setattr(services, "MOST_AN_HOUR", 3)
    batch = services.open_tablet(actor=None, survey=survey, days=1)
    for _ in range(3):
        services.begin_on_tablet(batch=batch)
    with pytest.raises(UserError) as refused:
        services.begin_on_tablet(batch=batch)
    assert refused.value.code == "too_many"


def test_sheets_on_paper_are_typed_as_they_are_and_no_more_than_announced(
    client, survey, form, manager, center
):
    client.force_login(manager)
    begun = client.post(reverse("client_survey_act", args=[center.uuid]), {"act": "paper", "paper-number": 2})
    html = client.get(begun.url).content.decode()
    assert "Hoja 1 de 2 en papel" in flat(html)
    (ticket,) = re.findall(r'name="ticket" value="([\w-]+)"', html)
    assert client.post(begun.url, {"ticket": ticket}).status_code == 422
    given = values(form, side="employer")
    left_out = dict(list(given.items())[:4])
    for _ in range(2):  # a double click stores one
        assert client.post(begun.url, {**left_out, "ticket": ticket}).url == begun.url
    assert AnonymousSheet.objects.filter(paper=True).count() == 1
    assert "Hoja 2 de 2 en papel" in flat(client.get(begun.url).content.decode())
    client.post(begun.url, given)
    done = client.get(begun.url)
    assert done.url == reverse("client_survey", args=[center.uuid])
    assert AnonymousSheet.objects.filter(paper=True).count() == 2
    page = flat(client.get(done.url).content.decode())
    assert re.search(r"de ellas en papel:</span> ?2 ?</td>", page)
    event = AuditEvent.objects.filter(action="assessments.make_tickets").latest("pk")
    assert (event.actor, event.data["number"]) == (manager, 2)
    printed = client.get(reverse("client_form_print", args=[center.uuid, "en"])).content.decode()
    assert "Trato 13 (en)" in printed


def test_a_period_ends_with_enough_sheets_and_goes_on_with_too_few(form, center):
    with time_machine.travel(datetime(2026, 3, 2, 18, tzinfo=UTC)):
        survey = services.open_survey(actor=None, center=center)
        put_in(survey, form, 9)
        assert client_boxes() == []
    with time_machine.travel(datetime(2026, 5, 3, 18, tzinfo=UTC)):
        assert services.keep_periods() == 1
        assert services.keep_periods() == 0
        (period,) = ClientPeriod.objects.all()
        assert (period.starts_on, period.ends_on) == (date(2026, 1, 1), date(2026, 8, 31))
        put_in(survey, form, 1)
    with time_machine.travel(datetime(2026, 9, 3, 18, tzinfo=UTC)):
        (box,) = client_boxes()
        assert (box.first, box.last, box.sheets, box.center_id) == (
            period.starts_on, period.ends_on, 10, center.pk
        )  # fmt: skip
        # A code of before works on, and its sheet comes into the new box.
        put_in(survey, form, 1)
        assert [line.sheets for line in periods_of(survey)] == [1, 10]
        assert client_boxes() == [box]
        assert client_boxes(center_ids=[center.pk + 1]) == []


def test_a_closed_survey_takes_nothing_and_opens_again(client, survey, form, manager, center):
    (written,) = services.make_slips(actor=None, survey=survey, number=1)
    address = reverse("client_sheet", args=[ticket_codes.read(written)])
    client.force_login(manager)
    act = reverse("client_survey_act", args=[center.uuid])
    client.post(act, {"act": "close"})
    assert client.get(address).status_code == 404
    page = client.get(reverse("client_survey", args=[center.uuid])).content.decode()
    assert "La encuesta está cerrada" in page
    client.post(act, {"act": "open"})
    assert client.get(address).status_code == 200
    assert ClientPeriod.objects.count() == 1


def test_old_codes_are_taken_away(survey, form):
    services.make_slips(actor=None, survey=survey, number=3)
    services.start_paper(actor=None, survey=survey, number=2)
    with time_machine.travel(clock.now() + timedelta(days=15)):
        services.keep_periods()
        assert AnonymousTicket.objects.count() == 3
    with time_machine.travel(clock.now() + timedelta(days=181)):
        services.keep_periods()
        assert AnonymousTicket.objects.count() == 0


def test_without_a_form_there_is_no_survey(client, center, manager):
    with pytest.raises(UserError) as refused:
        services.open_survey(actor=manager, center=center)
    assert refused.value.code == "no_form"
    client.force_login(manager)
    page = client.get(reverse("client_survey", args=[center.uuid])).content.decode()
    assert "El formulario todavía no está" in page


def test_other_centers_do_not_exist(client, survey, form, center):
    client.force_login(make_person(Role.CENTER_MANAGER, center=make_center()))
    for name in ("client_survey", "client_survey_act", "client_slips"):
        address = reverse(name, args=[center.uuid])
        answer = client.get(address) if name == "client_survey" else client.post(address, {"act": "close"})
        assert answer.status_code == 404


def test_a_wrong_answer_keeps_the_code(survey, form):
    services.make_slips(actor=None, survey=survey, number=1)
    ticket = AnonymousTicket.objects.get()
    raw = {**make.client_answers(form), next(iter(make.client_answers(form))): ["nobody"]}
    with pytest.raises(SheetError):
        services.put_in(survey=survey, ticket=ticket.pk, raw=raw)
    assert AnonymousTicket.objects.filter(pk=ticket.pk).exists()
    assert services.put_in(survey=survey, ticket=ticket.pk, raw=make.client_answers(form))
    assert not services.put_in(survey=survey, ticket=ticket.pk, raw=make.client_answers(form))
    assert AnonymousSheet.objects.count() == 1


def test_strangers_who_try_codes_are_slowed_down(client, settings, survey):
    settings.FORM_OPENINGS_PER_MINUTE = 2
    tried = [reverse("client_sheet", args=[ticket_codes.new_code()]) for _ in range(3)]
    assert [client.get(one).status_code for one in tried] == [404, 404, 429]


def test_codes_that_open_nothing_are_counted_for_an_hour(client, survey, form, monkeypatch):
    monkeypatch.setattr(clients, "MOST_DEAD", 2)
    (written,) = services.make_slips(actor=None, survey=survey, number=1)
    good = reverse("client_sheet", args=[ticket_codes.read(written)])
    tried = [good, *(reverse("client_sheet", args=[ticket_codes.new_code()]) for _ in range(2)), good]
    assert [client.get(one).status_code for one in tried] == [200, 404, 404, 429]
