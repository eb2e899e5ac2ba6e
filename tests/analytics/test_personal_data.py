"""What analytics keeps of a person: given out, erased, merged."""

import pytest

from analytics import personal_data
from analytics.certificates.services.issuing import issue_certificate
from analytics.models import Certificate, ScoreFile
from analytics.services.score_files import keep_score_file
from courses import api as courses
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate(about, trainer):
    earned = make.finisher(about, trainer)
    info = courses.enrollment_infos(user_id=earned.user_id)[0]
    return issue_certificate(actor=earned.user, enrollment=info)


def test_a_person_gets_the_own_certificates_and_files(certificate, trainer):
    [given] = personal_data.export_certificates(certificate.user)
    assert (given["code"], given["record"]["name"]) == (certificate.code, certificate.record["name"])
    keep_score_file(actor=trainer, file_name="a.csv", data=b"pre,post\n1,2\n")
    assert [one["file"] for one in personal_data.export_score_files(trainer)] == ["a.csv"]
    assert personal_data.export_certificates(trainer) == []


def test_erasing_keeps_certificates_that_others_may_have_to_check_and_removes_files(certificate, trainer):
    keep_score_file(actor=trainer, file_name="a.csv", data=b"pre,post\n1,2\n")
    assert personal_data.erase_certificates(certificate.user) == 0
    assert personal_data.erase_score_files(trainer) == 1
    assert Certificate.objects.get().record == certificate.record
    assert not ScoreFile.objects.exists()


def test_merging_moves_certificates_without_rewriting_them(certificate):
    kept, gone = make.assessments.person(), certificate.user
    assert personal_data.merge_conflicts(kept, gone) == []
    assert personal_data.merge_move(kept, gone) == 1
    certificate.refresh_from_db()
    assert certificate.user == kept
    assert certificate.record["name"] == gone.get_full_name()


def test_two_certificates_of_one_cohort_forbid_merging(certificate, about, trainer):
    other = make.finisher(about, trainer)
    second = issue_certificate(actor=None, enrollment=courses.enrollment_infos(user_id=other.user_id)[0])
    assert personal_data.merge_conflicts(certificate.user, other.user) == [
        f"Both accounts hold a certificate of the same cohort ({second.code})."
    ]
