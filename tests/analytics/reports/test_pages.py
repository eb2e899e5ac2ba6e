"""Reports as pages and files, from the database to the reader."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from analytics.certificates.services.issuing import issue_certificate
from analytics.reports import registry
from assessments.models import Delivery
from courses import api as courses
from lms.core import clock
from lms.core.models import AuditEvent
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


def test_a_person_reads_and_takes_away_the_own_record(client, about, trainer, center):
    one = make.finisher(about, trainer, at=center)
    other = make.finisher(about, trainer, at=center)
    issue_certificate(actor=trainer, enrollment=courses.enrollment_infos(user_id=one.user_id)[0])
    client.force_login(one.user)
    page = client.get(reverse("report", args=["record"])).content.decode()
    assert "11 certified hours since" in page
    assert "Of 1 certificate in force, issued in the last three years." in page
    assert str(one.user) in page
    assert str(other.user) not in page
    paper = client.get(reverse("report", args=["record"]), {"format": "pdf"})
    assert paper["Content-Type"] == "application/pdf"
    assert paper.content.startswith(b"%PDF")
    client.force_login(other.user)
    assert "No certified hours" in client.get(reverse("report", args=["record"])).content.decode()


def test_a_result_that_waits_for_its_release_is_not_in_the_record(client, about, center):
    one = make.enrolled(about, at=center)
    make.sat(one, "pre_test", 1)
    make.sat(one, "post_test", 3)
    client.force_login(one.user)
    gain = "Right answers before and after, by topic"
    assert gain in client.get(reverse("report", args=["record"])).content.decode()
    Delivery.objects.filter(pk=make.delivery_of(about, "post_test").pk).update(held=True)
    assert gain not in client.get(reverse("report", args=["record"])).content.decode()
    Delivery.objects.filter(pk=make.delivery_of(about, "post_test").pk).update(released_at=clock.now())
    assert gain in client.get(reverse("report", args=["record"])).content.decode()


def test_whoever_runs_the_server_writes_the_center_report_to_a_file(tmp_path, about, trainer, center):
    for number in range(12):
        one = make.enrolled(about, at=center)
        make.sat(one, "pre_test", number % 3)
        make.sat(one, "post_test", 3)
    make.sat(make.enrolled(about, at=make.center("Centro Canario")), "pre_test", 1)
    out = tmp_path / "center.html"
    call_command("report", "center", center=center.code, format="html", out=out, language="en")
    text = out.read_text("utf-8")
    assert "in 12 people tested before and after" in text
    assert "Centro Canario" not in text
    assert 'href="/' not in text
    assert AuditEvent.objects.get(action="analytics.report").data == {
        "report": "center",
        "center": center.code,
    }
    with pytest.raises(SystemExit):
        call_command("report", "record", format="pdf", out=tmp_path / "none.pdf")
    assert not (tmp_path / "none.pdf").exists()


def test_each_report_is_open_to_whom_its_rule_names(about, manager, officer, trainer):
    learner = make.enrolled(about).user
    people = {"learner": learner, "trainer": trainer, "manager": manager, "officer": officer}
    may = {
        key: {name for name, user in people.items() if registry.report(key).rule(user)}
        for key in ("center", "cohort", "record")
    }
    assert may == {"center": {"manager"}, "cohort": {"trainer"}, "record": set(people)}
