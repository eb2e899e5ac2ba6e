"""The public page, and what staff can do with a cohort's certificates."""

import hashlib
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from analytics.certificates import codes
from analytics.certificates.services.issuing import issue_certificate, replace_certificate, revoke_certificate
from analytics.models import Certificate
from courses import api as courses
from courses.models import Enrollment
from lms.accounts.models import User
from lms.accounts.roles import Role
from lms.core import clock
from tests.analytics import factories as make
from tests.budgets import counted, same_cost
from tests.markup import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(about, trainer, center):
    earned = make.finisher(about, trainer, at=center)
    info = next(one for one in courses.enrollment_infos(user_id=earned.user_id))
    return issue_certificate(actor=earned.user, enrollment=info)


def verify(client, code: str):
    return client.get(reverse("certificate_verify", args=[code]))


def test_anybody_with_the_code_reads_what_was_earned(client, certificate):
    answer = verify(client, certificate.code)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Authentic certificate, in force" in page
    for words in (
        certificate.record["name"],
        "Labor conciliation: foundations",
        "Centro Valles",
        certificate.code,
    ):
        assert words in page
    assert "Post-test with 75% or more" in page
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert '<meta name="robots" content="noindex' in page


def test_the_public_page_tells_neither_scores_nor_address(client, certificate):
    page = verify(client, certificate.code).content.decode()
    assert certificate.user.email not in page
    assert "post_best" not in page
    assert certificate.sha256 in page


def test_a_simulated_certificate_is_labelled(client, trainer):
    earned = make.finisher(make.cohort(trainers=[trainer], is_simulated=True), trainer)
    info = courses.enrollment_infos(user_id=earned.user_id)[0]
    code = issue_certificate(actor=None, enrollment=info).code
    assert "Simulated data" in verify(client, code).content.decode()


def test_a_revoked_certificate_says_since_when_and_why_and_gives_no_file(client, certificate, trainer):
    revoke_certificate(actor=trainer, certificate=certificate, reason="Identidad <equivocada>")
    page = verify(client, certificate.code).content.decode()
    assert "it no longer holds" in page
    assert "Identidad &lt;equivocada&gt;" in page
    assert "Download the PDF" not in page
    assert client.get(reverse("certificate_pdf", args=[certificate.code])).status_code == 404


def test_the_file_is_the_one_that_was_issued(client, certificate):
    answer = client.get(reverse("certificate_pdf", args=[certificate.code]))
    assert hashlib.sha256(answer.content).hexdigest() == certificate.sha256
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="{certificate.code}.pdf"'


def test_a_file_that_the_store_lost_is_said_to_be_lost(client, certificate):
    certificate.sheet.storage.delete(certificate.sheet.name)
    answer = client.get(reverse("certificate_pdf", args=[certificate.code]))
    assert answer.status_code == 503
    assert "The certificate is on record and holds." in answer.content.decode()


def test_a_replaced_certificate_leads_to_the_one_that_holds(client, certificate, trainer):
    newer = replace_certificate(actor=trainer, certificate=certificate)
    page = verify(client, certificate.code).content.decode()
    assert "Certificate replaced: a newer one holds" in page
    assert reverse("certificate_verify", args=[newer.code]) in page
    assert "Download the PDF" not in page
    assert client.get(reverse("certificate_pdf", args=[certificate.code])).status_code == 404
    assert "Authentic certificate, in force" in verify(client, newer.code).content.decode()


def test_codes_are_found_however_they_are_typed(client, certificate):
    typed = certificate.code.lower().replace("-", " ")
    answer = client.get(reverse("certificate_check"), {"code": typed})
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("certificate_verify", args=[certificate.code]),
    )
    assert verify(client, typed)["Location"] == reverse("certificate_verify", args=[certificate.code])


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("ACU-7F3K-92QA", "There is no certificate with this code"),
        ("ACU-7F3K-92QZ", "This code has a mistake"),
        ("<script>alert(1)<", "This code has a mistake"),
    ],
)
def test_unknown_and_mistyped_codes_are_told_apart(client, code, said):
    answer = verify(client, code)
    assert answer.status_code == 404
    assert said in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()


def test_a_mistyped_code_in_the_form_is_said_beside_it(client):
    page = client.get(reverse("certificate_check"), {"code": "ACU-7F3K-92QZ"}).content.decode()
    assert "a character is missing or mistyped" in page
    assert 'value="ACU-7F3K-92QZ"' in page


def test_codes_cannot_be_tried_one_after_another(client, settings, certificate):
    settings.CERTIFICATE_LOOKUPS_PER_MINUTE = 3
    statuses = [verify(client, certificate.code).status_code for _try in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    spoofed = client.get(
        reverse("certificate_verify", args=[certificate.code]), headers={"X-Forwarded-For": "198.51.100.7"}
    )
    assert spoofed.status_code == 429
    assert spoofed["Retry-After"] == "60"


def test_a_person_asks_for_the_own_certificate(client, about, trainer):
    earned = make.finisher(about, trainer)
    client.force_login(earned.user)
    answer = client.post(reverse("certificate_issue", args=[earned.uuid]))
    issued = Certificate.objects.get()
    assert answer["Location"] == reverse("certificate_verify", args=[issued.code])
    assert issued.issued_by == earned.user
    assert client.get(reverse("certificate_issue", args=[earned.uuid])).status_code == 405


def test_what_is_missing_is_said_on_the_start_page(client, about):
    waiting = make.enrolled(about)
    client.force_login(waiting.user)
    answer = client.post(reverse("certificate_issue", args=[waiting.uuid]), follow=True)
    assert (
        "Still missing: a rated role-play, the post-test and the course evaluation."
        in answer.content.decode()
    )
    assert not Certificate.objects.exists()


def test_nobody_asks_for_somebody_elses(client, about, trainer):
    earned = make.finisher(about, trainer)
    client.force_login(make.enrolled(about).user)
    assert client.post(reverse("certificate_issue", args=[earned.uuid])).status_code == 404
    assert not Certificate.objects.exists()


def test_issuing_first_shows_who_gets_one_and_who_not_and_why(client, about, trainer):
    done, waiting, strange = (
        make.finisher(about, trainer),
        make.enrolled(about),
        make.finisher(about, trainer),
    )
    User.objects.filter(pk=strange.user_id).update(first_name="王", last_name="小明")
    client.force_login(trainer)
    page = client.get(reverse("cohort_certificates", args=[about.uuid])).content.decode()
    assert "Ready to be issued" in page
    assert "Missing: a rated role-play, the post-test and the course evaluation" in page
    url = reverse("certificates_issue", args=[about.uuid])
    assert url in page
    asked = client.get(url).content.decode()
    assert f'value="{done.uuid}" checked' in flat(asked)
    assert "1 person has met everything" in asked
    assert str(waiting.user) in asked
    assert "Missing: a rated role-play, the post-test and the course evaluation" in asked
    assert "Our letters do not include “王小明”" in asked
    assert not Certificate.objects.exists()
    nobody = client.post(url)
    assert nobody.status_code == 422
    assert "Nobody is chosen" in nobody.content.decode()
    for uuid in (waiting.uuid, strange.uuid):
        assert client.post(url, {"person": [str(uuid)]}).status_code == 422
    assert not Certificate.objects.exists()
    answer = client.post(url, {"person": [str(done.uuid)]}, follow=True)
    assert "1 certificate was issued." in answer.content.decode()
    assert [one.enrollment_id for one in Certificate.objects.all()] == [done.pk]
    assert "No certificate waits to be issued." in client.get(url).content.decode()


def test_only_the_chosen_get_one(client, about, trainer):
    chosen, left = make.finisher(about, trainer), make.finisher(about, trainer)
    client.force_login(trainer)
    client.post(reverse("certificates_issue", args=[about.uuid]), {"person": [str(chosen.uuid)]})
    assert [one.enrollment_id for one in Certificate.objects.all()] == [chosen.pk]
    assert (
        f'value="{left.uuid}"'
        in client.get(reverse("certificates_issue", args=[about.uuid])).content.decode()
    )


def test_one_revoked_for_a_misspelt_name_can_be_issued_corrected(client, certificate, about, trainer):
    """Revoked, the person is not said to lack anything, and the corrected one has the name of now."""
    revoke_certificate(actor=trainer, certificate=certificate, reason="El nombre está mal escrito.")
    client.force_login(trainer)
    asked = client.get(reverse("certificates_issue", args=[about.uuid])).content.decode()
    url = reverse("certificate_replace", args=[certificate.uuid])
    assert "Revoked and not replaced" in asked
    assert url in asked
    assert "gets none yet" not in asked
    User.objects.filter(pk=certificate.user_id).update(first_name="Corregida")
    page = client.get(url).content.decode()
    assert certificate.record["name"] in page
    assert "<strong>Corregida" in page
    assert Certificate.objects.count() == 1
    answer = client.post(url, follow=True)
    assert "Authentic certificate, in force" in answer.content.decode()
    newer = Certificate.objects.get(supersedes=certificate)
    assert newer.record["name"].startswith("Corregida")
    assert client.get(url)["Location"] == reverse("certificate_verify", args=[newer.code])
    assert client.post(url)["Location"] == reverse("certificate_verify", args=[newer.code])
    old = verify(client, certificate.code).content.decode()
    assert newer.code in old
    assert "El nombre está mal escrito." in old


def test_what_is_no_longer_earned_is_not_replaced(client, certificate, trainer):
    courses.withdraw(actor=trainer, enrollment=certificate.enrollment)
    client.force_login(trainer)
    url = reverse("certificate_replace", args=[certificate.uuid])
    assert "A corrected one cannot be issued now" in client.get(url).content.decode()
    assert "cannot be issued yet" in client.post(url, follow=True).content.decode()
    assert Certificate.objects.count() == 1


def test_whose_certificate_was_revoked_is_told_so(client, certificate, trainer):
    revoke_certificate(actor=trainer, certificate=certificate, reason="Nombre")
    client.force_login(certificate.user)
    answer = client.post(reverse("certificate_issue", args=[certificate.enrollment.uuid]), follow=True)
    assert "Your certificate was revoked. Ask your trainer" in answer.content.decode()
    assert "Your certificate is ready" not in answer.content.decode()


def test_a_manager_sees_and_issues_only_for_the_own_center(client, about, trainer, manager, center):
    own = make.finisher(about, trainer, at=center)
    other = make.finisher(about, trainer, at=make.center(), user=None)
    client.force_login(manager)
    url = reverse("certificates_issue", args=[about.uuid])
    for page in (client.get(reverse("cohort_certificates", args=[about.uuid])), client.get(url)):
        assert str(own.user) in page.content.decode()
        assert str(other.user) not in page.content.decode()
    assert client.post(url, {"person": [str(other.uuid)]}).status_code == 422
    client.post(url, {"person": [str(own.uuid)]})
    assert [one.enrollment_id for one in Certificate.objects.all()] == [own.pk]


def test_cohorts_of_others_do_not_exist(client, trainer):
    other = make.cohort()
    client.force_login(trainer)
    assert client.get(reverse("cohort_certificates", args=[other.uuid])).status_code == 404
    assert client.post(reverse("certificates_issue", args=[other.uuid])).status_code == 404


def test_the_list_costs_the_same_for_one_person_and_for_three(
    client, about, trainer, django_assert_num_queries, django_assert_max_num_queries
):
    client.force_login(trainer)
    make.finisher(about, trainer)
    url = reverse("cohort_certificates", args=[about.uuid])
    client.get(url)  # the outline of the course is kept from then on
    with django_assert_max_num_queries(60) as first:
        client.get(url)
    for _person in range(2):
        make.finisher(about, trainer)
    with django_assert_num_queries(len(first)):
        client.get(url)


def test_a_trainer_revokes_with_a_public_reason(client, certificate, trainer):
    client.force_login(trainer)
    url = reverse("certificate_revoke", args=[certificate.uuid])
    assert "cannot be undone" in client.get(url).content.decode()
    assert "required" in client.post(url, {"reason": " "}).content.decode()
    answer = client.post(url, {"reason": "Se emitió a otra persona."}, follow=True)
    assert "Se emitió a otra persona." in answer.content.decode()
    certificate.refresh_from_db()
    assert certificate.revoked_by == trainer


def test_who_may_not_replace(client, certificate, manager):
    url = reverse("certificate_replace", args=[certificate.uuid])
    for user, status in ((manager, 403), (certificate.user, 403), (make.staff(Role.TRAINER), 404)):
        client.force_login(user)
        assert (client.get(url).status_code, client.post(url).status_code) == (status, status)
    assert Certificate.objects.count() == 1


def test_an_address_pasted_into_the_box_is_read(client, certificate):
    for pasted in (f"https://acuerdo.example/es-mx/v/{certificate.code}/", f"Folio: {certificate.code}"):
        answer = client.get(reverse("certificate_check"), {"code": pasted})
        assert answer["Location"] == reverse("certificate_verify", args=[certificate.code])


def test_who_may_not_revoke(client, certificate, manager):
    url = reverse("certificate_revoke", args=[certificate.uuid])
    for user, status in ((manager, 403), (certificate.user, 403), (make.staff(Role.TRAINER), 404)):
        client.force_login(user)
        assert client.post(url, {"reason": "x"}).status_code == status
    certificate.refresh_from_db()
    assert certificate.is_valid


def test_the_start_page_shows_certificates_and_what_is_missing(client, certificate, about):
    client.force_login(certificate.user)
    assert certificate.code in client.get(reverse("learning")).content.decode()
    waiting = make.enrolled(about)
    client.force_login(waiting.user)
    page = client.get(reverse("learning")).content.decode()
    assert "Still to do: a rated role-play, the post-test and the course evaluation" in page
    record = client.get(reverse("report", args=["record"])).content.decode()
    assert f'<li><a href="{reverse("learning")}">' in record


def test_whoever_is_ready_gets_a_button(client, about, trainer):
    earned = make.finisher(about, trainer)
    client.force_login(earned.user)
    page = client.get(reverse("learning")).content.decode()
    assert reverse("certificate_issue", args=[earned.uuid]) in page
    assert "Get your certificate" in page


def test_the_list_of_a_cohorts_certificates_reads_its_page_only(client, about, trainer, center):
    """With 33 people and with 303: a full first page either way."""
    client.force_login(trainer)
    for _person in range(3):
        make.finisher(about, trainer)
    url = reverse("cohort_certificates", args=[about.uuid])
    crowd(about, center, 30)
    client.get(url)
    with counted() as few:
        client.get(url)
    few.within(queries=22, rows=150)
    crowd(about, center, 270)
    with counted() as many:
        page = client.get(url).content.decode()
    assert "0 of 303 people hold a certificate in force." in page
    same_cost([few, many])


def crowd(about, center, many: int) -> None:
    """People who did nothing yet, as rows."""
    have = User.objects.count()
    people = User.objects.bulk_create(
        User(email=f"c{have + n}@example.org", first_name=f"C{have + n}", last_name="Zzz", center=center)
        for n in range(many)
    )
    Enrollment.objects.bulk_create(
        Enrollment(cohort=about, user=one, center=center, enrolled_at=clock.now()) for one in people
    )


def test_the_count_is_of_certificates_in_force(client, certificate, about, trainer):
    url = reverse("cohort_certificates", args=[about.uuid])
    client.force_login(trainer)
    assert "1 of 1 people holds a certificate in force." in client.get(url).content.decode()
    revoke_certificate(actor=trainer, certificate=certificate, reason="Se emitió a otra persona.")
    assert "0 of 1 people hold a certificate in force." in client.get(url).content.decode()


def test_what_is_not_due_is_still_to_do_and_not_missing(client, trainer, center):
    about = make.cohort(centers=[center], trainers=[trainer], ends_on=clock.today() + timedelta(days=9))
    make.enrolled(about)
    client.force_login(trainer)
    for name in ("cohort_certificates", "certificates_issue"):
        page = client.get(reverse(name, args=[about.uuid])).content.decode()
        assert "Still to do: a rated role-play, the post-test and the course evaluation" in page
        assert "Missing:" not in page


@pytest.mark.parametrize("page", ["/es-mx/", "/en/v/"])
def test_every_box_for_a_code_has_room_for_an_address(client, page):
    """What is pasted must not be cut before anybody looks at it."""
    html = client.get(page).content.decode()
    form = re.search(r'<form[^>]*action="[^"]*/v/"[^>]*>.*?</form>', html, re.S)[0]
    assert int(re.search(r'maxlength="(\d+)"', form)[1]) == codes.LONGEST
