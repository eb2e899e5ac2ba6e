"""Issuing: only what was earned, once, frozen."""

import hashlib
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils.translation import override

from analytics.certificates import codes
from analytics.certificates.enums import CertificateKind
from analytics.certificates.models import Certificate, FrozenCertificateError, private_storage
from analytics.certificates.selectors.certificates import certificates_by_enrollment, in_force, sheet_bytes
from analytics.certificates.services import issuing as service
from courses import api as courses
from courses.data import EnrollmentInfo
from courses.models import Enrollment
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


def info(enrollment: Enrollment) -> EnrollmentInfo:
    return next(one for one in courses.enrollment_infos(user_id=enrollment.user_id))


def issue(enrollment: Enrollment) -> Certificate:
    return service.issue_certificate(actor=enrollment.user, enrollment=info(enrollment))


def test_whoever_did_everything_gets_one_with_all_facts_frozen(about, trainer):
    earned = make.finisher(about, trainer, at=about.centers.get())
    certificate = issue(earned)
    record = certificate.record
    assert codes.is_valid(certificate.code)
    assert record["name"] == earned.user.get_full_name()
    assert record["issuer"] == "Centro Valles"
    assert record["course"]["hours"] == 11
    assert record["results"] == {"post_best": 4.0, "post_max": 4.0, "pass_mark": 0.75, "assessors": 1}
    assert record["basis"]["en"] == ("Post-test with 75% or more. Role-play rated competent by 1 assessor.")
    assert record["signatures"][0] == {
        "name": "Maribel Ochoa Vela",
        "role": {"es": "Persona capacitadora", "en": "Trainer"},
    }
    assert record["simulated"] is False


def test_the_file_is_kept_with_its_fingerprint_and_the_act_is_audited(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    content = sheet_bytes(certificate)
    assert content is not None
    assert content.startswith(b"%PDF")
    assert certificate.sha256 == hashlib.sha256(content).hexdigest()
    event = AuditEvent.objects.get(action="analytics.issue_certificate")
    assert (event.target_uuid, event.data) == (certificate.uuid, {"sha256": certificate.sha256})


def test_asking_again_gives_the_same_certificate(about, trainer):
    earned = make.finisher(about, trainer)
    first = issue(earned)
    earned.user.first_name = "Otro"
    earned.user.save()
    again = issue(earned)
    assert (again.pk, again.record) == (first.pk, first.record)
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize(
    ("spoil", "missing"),
    [
        (lambda e, t: None, "a rated role-play, the post-test and the course evaluation"),
        (lambda e, t: _do(e, t, post=2), "the pass mark in the post-test"),
        (lambda e, t: _do(e, t, levels=(1,)), "a role-play rated competent"),
        (lambda e, t: _do(e, t, opine=False), "the course evaluation"),
    ],
)
def test_what_is_missing_is_said_in_words(about, trainer, spoil: Callable, missing):
    enrollment = make.enrolled(about)
    spoil(enrollment, trainer)
    with override("en"), pytest.raises(UserError) as caught:
        issue(enrollment)
    assert str(caught.value) == f"The certificate cannot be issued yet. Still missing: {missing}."
    assert Certificate.objects.count() == 0


def _do(enrollment, trainer, *, post=4, levels=(), opine=True):
    make.sat(enrollment, "post_test", post)
    make.rated(enrollment, trainer, *levels)
    if opine:
        make.opined(enrollment)


def test_the_best_attempt_counts(about, trainer):
    enrollment = make.enrolled(about)
    _do(enrollment, trainer, post=1)
    make.sat(enrollment, "post_test", 3, number=2)
    assert issue(enrollment).record["results"]["post_best"] == 3.0


def row_beside(certificate: Certificate, **changes) -> Certificate:
    """A second row for the same enrollment, written past the service."""
    fields = {
        "enrollment": certificate.enrollment,
        "user": certificate.user,
        "code": "ACU-2222-2222",
        "record": {},
        "sheet": certificate.sheet.name,
        "sha256": certificate.sha256,
        "issued_at": certificate.issued_at,
        "version": 2,
        "supersedes": certificate,
    }
    with transaction.atomic():
        return Certificate.objects.create(**(fields | changes))


def test_two_in_force_of_one_kind_cannot_exist(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    with pytest.raises(IntegrityError):
        row_beside(certificate)
    other = row_beside(certificate, kind=CertificateKind.ATTENDANCE, version=1, supersedes=None)
    assert in_force([certificate.enrollment_id]) == {certificate.enrollment_id}
    assert in_force([certificate.enrollment_id], kind=other.kind) == {certificate.enrollment_id}


@pytest.mark.parametrize(
    "changes",
    [
        {"version": 1, "supersedes": None},  # the same version twice
        {"version": 1},  # a first version that supersedes something
        {"supersedes": None},  # a later one that supersedes nothing
    ],
)
def test_versions_follow_one_another(about, trainer, changes):
    certificate = issue(make.finisher(about, trainer))
    service.revoke_certificate(actor=trainer, certificate=certificate, reason="Error")
    with pytest.raises(IntegrityError):
        row_beside(certificate, **changes)
    assert row_beside(certificate).version == 2


def test_an_expired_certificate_is_not_in_force(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    issued = certificate.issued_at - timedelta(days=2)
    Certificate.objects.filter(pk=certificate.pk).update(
        issued_at=issued, expires_at=issued + timedelta(days=1)
    )
    assert in_force([certificate.enrollment_id]) == set()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(expires_at=issued)


def test_a_wrong_certificate_is_replaced_by_a_new_version(about, trainer):
    earned = make.finisher(about, trainer)
    first = issue(earned)
    earned.user.first_name = "Corregida"
    earned.user.save()
    second = service.replace_certificate(actor=trainer, certificate=first)
    first.refresh_from_db()
    assert (second.version, second.supersedes_id, second.is_valid) == (2, first.pk, True)
    assert (first.is_valid, first.revoked_at, first.replaced_at) == (False, None, second.issued_at)
    assert second.record["name"].startswith("Corregida")
    assert certificates_by_enrollment([earned.pk]) == {earned.pk: second}
    assert sheet_bytes(first) != sheet_bytes(second)
    assert issue(earned) == second
    event = AuditEvent.objects.get(action="analytics.replace_certificate")
    assert event.data == {"sha256": second.sha256, "supersedes": str(first.uuid)}
    with pytest.raises(UserError) as caught:
        service.replace_certificate(actor=trainer, certificate=first)
    assert caught.value.code == "already_replaced"
    with pytest.raises(UserError) as caught:
        service.revoke_certificate(actor=trainer, certificate=first, reason="Tarde")
    assert caught.value.code == "already_replaced"


def test_a_revoked_certificate_can_be_replaced_while_it_is_still_earned(about, trainer):
    earned = make.finisher(about, trainer)
    first = issue(earned)
    service.revoke_certificate(actor=trainer, certificate=first, reason="Nombre equivocado")
    with pytest.raises(UserError) as caught:
        issue(earned)
    assert caught.value.code == "revoked", "asking again gives back nothing that was revoked"
    second = service.replace_certificate(actor=trainer, certificate=first)
    assert (second.version, in_force([earned.pk])) == (2, {earned.pk})
    first.refresh_from_db()
    assert (first.revoked_reason, first.replaced_at) == ("Nombre equivocado", None)
    earned.status = "withdrawn"
    earned.save()
    with pytest.raises(UserError) as caught:
        service.replace_certificate(actor=trainer, certificate=second)
    assert caught.value.code == "incomplete"


def test_a_sheet_that_was_lost_or_changed_is_not_handed_out(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    storage = private_storage()
    storage.delete(certificate.sheet.name)
    assert sheet_bytes(certificate) is None
    storage.save(certificate.sheet.name, ContentFile(b"%PDF another"))
    assert sheet_bytes(certificate) is None


def test_two_requests_at_once_get_one_certificate(about, trainer, monkeypatch):
    """The other request wins between our look and our write; ours answers with the winner's."""
    earned = make.finisher(about, trainer)
    drawn, winner = service.draw, {}

    def slow_draw(sheet):
        monkeypatch.setattr(service, "draw", drawn)
        winner["row"] = issue(earned)
        return drawn(sheet)

    monkeypatch.setattr(service, "draw", slow_draw)
    assert issue(earned).pk == winner["row"].pk
    assert Certificate.objects.count() == 1
    assert AuditEvent.objects.filter(action="analytics.issue_certificate").count() == 1


def test_a_code_that_is_taken_is_drawn_anew(about, trainer, monkeypatch):
    taken = issue(make.finisher(about, trainer)).code
    drawn = iter([taken, taken, "ACU-7F3K-92QA"])
    monkeypatch.setattr(codes, "new_code", lambda: next(drawn))
    assert issue(make.finisher(about, trainer)).code == "ACU-7F3K-92QA"


def test_a_certificate_cannot_be_rewritten(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    certificate.record["name"] = "Otra persona"
    with pytest.raises(FrozenCertificateError):
        certificate.save()
    with pytest.raises(FrozenCertificateError):
        certificate.save(update_fields=["record"])


def test_a_cohort_is_issued_together_and_withdrawn_people_are_left_out(about, trainer):
    done = [make.finisher(about, trainer) for _person in range(2)]
    gone = make.finisher(about, trainer, status="withdrawn")
    waiting = make.enrolled(about)
    cohort = courses.cohort_infos_by_id([about.pk])[about.pk]
    enrollments = courses.enrollment_infos(cohort_ids=[about.pk])
    first = service.issue_certificates(actor=trainer, cohort=cohort, enrollments=enrollments)
    assert {one.enrollment_id for one in first.new} == {one.pk for one in done}
    assert first.incomplete == {gone.pk: ("withdrawn",), waiting.pk: ("role_play", "post_test", "evaluation")}
    again = service.issue_certificates(actor=trainer, cohort=cohort, enrollments=enrollments)
    assert (len(again.new), len(again.existing)) == (0, 2)


def test_revoking_needs_a_reason_happens_once_and_is_audited(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    with pytest.raises(UserError) as caught:
        service.revoke_certificate(actor=trainer, certificate=certificate, reason="  \n ")
    assert caught.value.code == "no_reason"
    service.revoke_certificate(actor=trainer, certificate=certificate, reason="Identidad\n equivocada")
    assert (certificate.is_valid, certificate.revoked_reason) == (False, "Identidad equivocada")
    with pytest.raises(UserError) as caught:
        service.revoke_certificate(actor=trainer, certificate=certificate, reason="Otra")
    assert caught.value.code == "already_revoked"
    assert AuditEvent.objects.filter(action="analytics.revoke_certificate").count() == 1


def test_a_revoked_certificate_no_longer_completes_the_path(about, trainer):
    certificate = issue(make.finisher(about, trainer))
    assert in_force([certificate.enrollment_id]) == {certificate.enrollment_id}
    service.revoke_certificate(actor=trainer, certificate=certificate, reason="Error")
    assert in_force([certificate.enrollment_id]) == set()


def test_a_simulated_cohort_gives_simulated_certificates(trainer):
    about = make.cohort(trainers=[trainer], is_simulated=True)
    assert issue(make.finisher(about, trainer)).record["simulated"] is True


def test_a_name_that_the_fonts_lack_is_refused_with_its_letters(about, trainer):
    """An empty line where the name should be is worse than no certificate."""
    named = make.finisher(about, trainer)
    named.user.first_name, named.user.last_name = "شيماء", "Reyes 🌵"
    named.user.save()
    with pytest.raises(UserError) as caught:
        issue(named)
    assert caught.value.code == "undrawable"
    assert "شيماء🌵" in str(caught.value)
    cohort = courses.cohort_infos_by_id([about.pk])[about.pk]
    other = make.finisher(about, trainer)
    done = service.issue_certificates(
        actor=trainer, cohort=cohort, enrollments=courses.enrollment_infos(cohort_ids=[about.pk])
    )
    assert [one.enrollment_id for one in done.new] == [other.pk]
    assert done.undrawable == {named.pk: "شيماء🌵"}
    first = Certificate.objects.get()
    other.user.last_name = "Ω王"
    other.user.save()
    with pytest.raises(UserError, match="王"):
        service.replace_certificate(actor=trainer, certificate=first)
    first.refresh_from_db()
    assert first.is_valid


@pytest.mark.parametrize(
    "name", ["Xóchitl Ñandú", "K\u02bcu\u02bckul Ah Puch", "Ame\u0301lie", "Nguyễn Thị Minh", "Łukasz Żółć"]
)
def test_names_of_every_latin_writing_are_drawn(about, trainer, name):
    named = make.finisher(about, trainer)
    named.user.first_name, named.user.last_name = name, ""
    named.user.save()
    assert issue(named).is_valid
