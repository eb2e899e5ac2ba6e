"""Certificates that rest on a pass that was lost are named and stay in force."""

import pytest

from analytics.certificates.selectors.consequences import certificates_on_lost_passes
from analytics.certificates.services.issuing import issue_certificate
from analytics.models import Certificate
from assessments.models import ItemVersion
from assessments.rules.corrections import Correction, CorrectionKind, rekeyed
from assessments.services.key_corrections import correct_key
from courses import api as courses
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


def test_a_certificate_is_named_once_its_pass_is_lost(about, trainer):
    earned = make.finisher(about, trainer, post=3)
    info = courses.enrollment_infos(user_id=earned.user_id)[0]
    certificate = issue_certificate(actor=earned.user, enrollment=info)
    delivery = make.delivery_of(about, "post_test")
    assert certificates_on_lost_passes(delivery, [earned.user_id]) == []
    item = ItemVersion.objects.get(item__key="q01")
    wrong = Correction(CorrectionKind.KEY, rekeyed(item.type, item.content, ["c"]))
    correct_key(actor=trainer, item_version=item, delivery=delivery, correction=wrong, reason="Era otra")
    (found,) = certificates_on_lost_passes(delivery, [earned.user_id])
    assert (found.user_id, str(found.words)) == (earned.user_id, f"Certificate {certificate.code}")
    assert str(certificate.uuid) in found.url
    assert certificates_on_lost_passes(delivery, []) == []
    assert Certificate.objects.get().revoked_at is None
