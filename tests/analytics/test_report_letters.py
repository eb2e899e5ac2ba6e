"""A report by letter: told once for each publication or month, as far as its reader may see it then."""

import pytest
from django.core import mail
from django.urls import reverse

from analytics import personal_data
from analytics.models import ReportSubscription
from analytics.releases import publishing
from analytics.services.subscriptions import MOST, queue_due_reports
from lms.accounts.models import Letter
from lms.accounts.roles import Role
from lms.accounts.services.letters import send_letter
from lms.core import clock
from lms.core.models import AuditEvent
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(about, trainer, center):
    make.crowd(about, 22, trainer, at=center)
    publishing.publish()
    return about


def start(client, report="center", rhythm="publication", **asked):
    return client.post(f"{reverse('report_letters')}?{_query(report=report, **asked)}", {"rhythm": rhythm})


def _query(**asked):
    return "&".join(f"{name}={value}" for name, value in asked.items())


def sent():
    """The letters of reports that leave today."""
    mail.outbox.clear()
    queue_due_reports()
    for pk in Letter.objects.filter(kind="report", state="queued").values_list("pk", flat=True):
        send_letter(letter_id=pk)
    return list(mail.outbox)


def test_a_manager_asks_on_the_report_and_is_told_with_each_publication(client, published, manager):
    manager.language = "en"
    manager.save()
    client.force_login(manager)
    page = client.get(reverse("center_home")).content.decode()
    assert f'href="{reverse("report_letters")}?report=center"' in page
    form = client.get(reverse("report_letters"), {"report": "center"}).content.decode()
    assert "My center" in form
    assert "Nothing yet." in form
    assert client.post(f"{reverse('report_letters')}?report=center", {}).status_code == 422
    assert start(client).status_code == 302
    assert sent() == [], "the publication that is there already is not told again"

    publishing.publish()
    (letter,) = sent()
    assert letter.to == [manager.email]
    assert letter.subject == "Your report: My center"
    for said in (
        "publication 2", "data of", "From 50% to 50% right, in 22 people",
        reverse("center_home"), reverse("report_letters"), "with each publication of figures",
    ):  # fmt: skip
        assert said in letter.body
    assert sent() == [], "one for each publication"

    start(client, rhythm="month")
    own = ReportSubscription.objects.get()
    assert own.rhythm == "month"
    assert sent() == []
    ReportSubscription.objects.update(told="2026-01")
    assert "at the beginning of each month" in sent()[0].body
    assert sent() == []

    listed = client.get(reverse("report_letters")).content.decode()
    assert "At the beginning of each month" in listed
    assert client.post(reverse("report_letters"), {"end": own.uuid}).status_code == 302
    assert not ReportSubscription.objects.exists()
    actions = AuditEvent.objects.filter(action__contains="report_letters").order_by("pk")
    assert [one.action.split(".")[1].split("_")[0] for one in actions] == ["start", "start", "end"]


def test_role_language_and_end_are_asked_when_the_letter_leaves(client, published, manager):
    client.force_login(manager)
    start(client)
    manager.language = "es-mx"
    manager.save()
    publishing.publish()
    (letter,) = sent()
    assert "Informe" in letter.subject or "informe" in letter.subject
    assert "Take it" not in letter.body
    assert "right, in 22 people" not in letter.body

    publishing.publish()
    manager.role_grants.update(revoked_at=clock.now())
    assert sent() == []
    assert not Letter.objects.filter(kind="report", state="queued").exists()

    manager.role_grants.update(revoked_at=None)
    publishing.publish()
    queue_due_reports()
    ReportSubscription.objects.all().delete()
    assert sent() == []


def test_a_publication_that_was_taken_back_is_told_to_nobody(client, published, manager, officer):
    client.force_login(manager)
    start(client)
    taken_back = publishing.publish()
    publishing.withdraw(actor=officer, release=taken_back, reason="wrong")
    assert sent() == []
    publishing.publish()
    assert len(sent()) == 1


def test_whoever_is_sent_the_report_is_not_written_to_twice(client, about, trainer, center, manager, officer):
    make.crowd(about, 22, trainer, at=center)
    client.force_login(manager)
    start(client)
    assert publishing.publish_when_due() == 1
    assert [one.user for one in Letter.objects.filter(kind="release")] == [officer]
    assert [one.to for one in sent()] == [[manager.email]]


def test_a_cohort_can_be_chosen_and_nothing_that_is_not_offered(
    client, about, published, trainer, manager, center
):
    second = make.cohort(centers=[center], trainers=[trainer])
    make.crowd(second, 22, trainer, at=center)
    publishing.publish()
    client.force_login(manager)
    assert start(client, cohort=about.uuid).status_code == 302
    own = ReportSubscription.objects.get()
    assert (own.asked, own.about) == (f"cohort={about.uuid}", about.name)
    publishing.publish()
    (letter,) = sent()
    assert f"/center/?cohort={about.uuid}" in letter.body
    assert "22 personas" in letter.body
    elsewhere = make.cohort(centers=[make.center()], trainers=[trainer])
    assert start(client, cohort=elsewhere.uuid).status_code == 404
    assert start(client, report="record").status_code == 404
    assert start(client, report="nothing").status_code == 404
    assert start(client, report="program").status_code == 403
    assert client.post(reverse("report_letters"), {"rhythm": "month"}).status_code == 404
    client.force_login(make.staff(Role.CENTER_MANAGER, of=center))
    for number in (own.uuid, "nonsense"):
        assert client.post(reverse("report_letters"), {"end": number}).status_code == 404
    assert ReportSubscription.objects.get() == own


def test_nobody_is_sent_very_many(client, published, manager):
    client.force_login(manager)
    ReportSubscription.objects.bulk_create(
        ReportSubscription(
            user=manager, report="center", asked=f"cohort={number}", rhythm="month", since=clock.now()
        )
        for number in range(MOST)
    )
    assert start(client).status_code == 422


def test_it_is_given_out_erased_and_moved(client, published, manager, center):
    client.force_login(manager)
    start(client)
    other = make.staff(Role.CENTER_MANAGER, of=center)
    client.force_login(other)
    start(client)
    start(client, report="center_changes", rhythm="month")
    assert personal_data.export_subscriptions(manager)[0]["report"] == "center"
    personal_data.merge_move(manager, other)
    assert ReportSubscription.objects.filter(user=manager).count() == 2
    assert personal_data.erase_subscriptions(manager) == 2
    assert not ReportSubscription.objects.exists()
