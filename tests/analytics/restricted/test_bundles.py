"""A bundle under an agreement, from the asking to the last day: who can do what, and what is in it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from collections import Counter
from datetime import timedelta
from itertools import count

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from analytics.models import RestrictedBundle
from analytics.releases import publishing
from analytics.releases.models import latest
from analytics.restricted import services
from analytics.restricted.anonymity import Person
from analytics.restricted.content import tables
from analytics.restricted.gathering import Case, Gathered, Sitting, gather
from analytics.restricted.retention import forget_expired_bundles
from analytics.restricted.watermark import Codes, new_key
from analytics.selectors.released import released
from analytics.selectors.scopes import everybody_scope
from courses.data import AFTER, BEFORE
from lms.accounts.roles import Role
from lms.core import clock
from lms.core.errors import UserError
from lms.core.models import AuditEvent
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(db):
    return make.staff(Role.ADMINISTRATOR)


@pytest.fixture
def world(center, trainer):
    """27 people with totals that many share and that hardly anybody has; five who lack the post-test."""
    about = make.cohort(centers=[center], trainers=[trainer])
    other = make.staff(Role.TRAINER)
    for number, right in enumerate([4] * 10 + [3] * 8 + [2] * 6 + [1] * 2 + [0]):
        one = make.enrolled(
            about, at=center, sex="FM"[number % 2], job_role="judge" if number == 5 else "other"
        )
        make.sat(one, "pre_test", 1 + (number == 3))
        make.sat(one, "post_test", right)
        make.rated(one, trainer, 1 + number % 4, None)
        if number < 3:
            make.rated(one, other, 2)
    for _number in range(5):
        make.sat(make.enrolled(about, at=center), "pre_test", 1)
    publishing.publish()
    return about


def asked(officer, **changes):
    terms = {
        "recipient": "Elena Ruiz", "organization": "Evalúa A.C.", "email": "elena@example.org",
        "purpose": "Final evaluation", "expires_on": clock.today() + timedelta(days=90),
        "agreement_name": "agreement.pdf", "agreement": b"%PDF-1.7 signed",
    }  # fmt: skip
    return services.ask(actor=officer, **{**terms, **changes})


def rows(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def fresh(bundle):
    return RestrictedBundle.objects.get(pk=bundle.pk)


def gathered(k):
    return gather(latest(), released(everybody_scope()), k=k, progress=lambda done, of: None)


def candidates(found):
    """Of each sitting, how many rows of people have its share at its moment."""
    shares = Counter(
        (moment, score) for one in found.people for moment, score in ((BEFORE, one.pre), (AFTER, one.post))
    )
    return [shares[one.moment, one.total / 4] for one in found.sittings]


@pytest.mark.slow("a published cohort whose people sat whole tests, and the bundle made of it")
def test_what_is_in_it_can_be_worked_out_and_joined_to_nobody(
    world, officer, administrator, client, tmp_path, django_capture_on_commit_callbacks
):
    bundle = asked(officer)
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(actor=administrator, bundle=bundle, approved=True)
    bundle = fresh(bundle)
    assert (bundle.state, bundle.progress, bundle.failure) == ("ready", 100, "")
    content = services.take(actor=officer, bundle=bundle)
    pairs, items, ratings = (rows(content, f"{name}.csv") for name in ("pairs", "items", "ratings"))
    # Everybody who is published is there, each among five alike in everything but the scores.
    assert len(pairs) == 32
    facts = Counter(tuple(row[name] for name in row if name not in ("id", "pre", "post")) for row in pairs)
    assert min(facts.values()) >= 5
    assert Counter(row["after"] for row in pairs) == {"done": 27, "missing": 5}
    assert "judge" not in {row["job_role"] for row in pairs}
    assert {"F", "M"} <= {row["sex"] for row in pairs}
    # No file names anybody or a day, and no code stands in two of them.
    assert list(items[0]) == ["id", "moment", "form", "item", "topic", "points", "maximum"]
    assert list(ratings[0]) == ["id", "assessor", "criterion", "level"]
    ids = [{row["id"] for row in some} for some in (pairs, items, ratings)]
    assert len(set.union(*ids)) == sum(map(len, ids))
    for some in (pairs, items, ratings):
        assert [row["id"] for row in some] == sorted(row["id"] for row in some)
    # Whoever adds up a sitting finds five people at least; with the rule off somebody is found alone.
    assert min(candidates(gathered(5))) >= 5
    assert min(candidates(gathered(1))) == 1
    assert len({row["id"] for row in items if row["moment"] == AFTER}) == 24
    # An assessor of three people only is not told from the others.
    one_each = [row["assessor"] for row in ratings if row["criterion"] == ratings[0]["criterion"]]
    assert Counter(map(bool, one_each)) == {True: 24, False: 6}
    assert len({row["assessor"] for row in ratings}) == 2
    # The script works on it, and finds what was changed.
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        archive.extractall(tmp_path)
    assert "Elena Ruiz, Evalúa A.C." in (tmp_path / "README.md").read_text()
    assert json.loads((tmp_path / "terms.json").read_text())["agreement"] == bundle.agreement_sha256
    expected = json.loads((tmp_path / "expected.json").read_text())["figures"]
    assert expected["pairs|K3"] == expected["whole|K3"]
    assert {"whole", "pairs", "items", "ratings"} <= {key.partition("|")[0] for key in expected}
    run = [sys.executable, "recompute.py"]
    done = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[-2:]) == (0, ["0", "differ"])
    pairs_file = tmp_path / "pairs.csv"
    pairs_file.write_text(pairs_file.read_text().replace(",1.0\n", ",0.75\n", 1))
    wrong = subprocess.run(run, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert wrong.returncode == 1
    assert "pairs|K3 value" in wrong.stdout
    # One row is enough to know to whom it was given; another bundle's rows are another's.
    second = asked(officer, recipient="Otra Persona")
    assert services.trace(actor=officer, text=f"x,{pairs[7]['id']},K1") == bundle
    assert services.trace(actor=officer, text=Codes(bytes(second.key))()) == second
    assert services.trace(actor=officer, text=Codes(new_key())()) is None
    client.force_login(administrator)
    told = client.post(reverse("bundles"), {"rows": items[0]["id"]}).content.decode()
    assert "given to Elena Ruiz" in told


def joined(files, order):
    """How many sittings an attacker joins to their person by the order of two files, of all."""
    found = [
        list(csv.DictReader(io.StringIO(files[name]))) for name in ("pairs.csv", "items.csv", "ratings.csv")
    ]
    people, items, ratings = (sorted(some, key=lambda row: order(row["id"])) for some in found)
    right = sum(a["cohort"] == b["topic"] for a, b in zip(people, items, strict=True))
    return right + sum(a["cohort"] == b["criterion"] for a, b in zip(people, ratings, strict=True))


def test_rows_cannot_be_joined_by_codes_or_order():
    """The truth stands where no bundle has it, so that the attack can be counted."""
    people = [Person(f"p{one}", "", "", "", "done", "done", 0.5, 0.5) for one in range(300)]
    sittings = [Sitting(AFTER, "f", 1.0, 0.5, (("q", f"p{one}", 1.0, 1.0),)) for one in range(300)]
    cases = [Case(((7, {f"p{one}": 3}),)) for one in range(300)]
    found = Gathered(people, sittings, cases, {})
    orders = (str, lambda code: code[::-1], lambda code: code[16:], lambda code: int(code, 16) % 9973)
    assert max(joined(tables(found, Codes(new_key())), order) for order in orders) < 30
    numbers = count(1)
    numbered = tables(found, lambda: f"{next(numbers):024x}")
    assert joined(numbered, str) > 560


@pytest.mark.slow("the same, without anything to publish: five states by hand")
def test_two_people_and_the_last_day(
    officer, administrator, trainer, client, django_capture_on_commit_callbacks
):
    bundle, both = asked(officer), make.staff(Role.PROGRAM_OFFICER)
    make.RoleGrant.objects.create(user=both, role=Role.ADMINISTRATOR, granted_at=clock.now())
    own = asked(both)
    # Neither alone: not who asked, not an officer, and not who approved.
    for actor, one in ((officer, bundle), (make.staff(Role.PROGRAM_OFFICER), bundle), (both, own)):
        with pytest.raises(UserError):
            services.decide(actor=actor, bundle=one, approved=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        RestrictedBundle.objects.filter(pk=own.pk).update(decided_by=both)
    with pytest.raises(IntegrityError), transaction.atomic():
        RestrictedBundle.objects.filter(pk=own.pk).update(file="bundles/x.zip")
    with pytest.raises(UserError):
        services.take(actor=officer, bundle=bundle)
    with pytest.raises(UserError):
        asked(trainer)
    for day in (clock.today(), clock.today() + timedelta(days=400)):
        with pytest.raises(UserError):
            asked(officer, expires_on=day)
    # Without a release there is nothing to make, and that is said; it can be made again.
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(actor=administrator, bundle=bundle, approved=True)
    assert fresh(bundle).state == "failed"
    client.force_login(officer)
    assert "no publication of figures" in client.get(reverse("bundle", args=[bundle.uuid])).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("bundle_act", args=[bundle.uuid]), {"act": "again"})
    assert AuditEvent.objects.filter(action="analytics.make_bundle_again").count() == 1
    # As if it had been made.
    name = storages["private"].save(f"bundles/{bundle.uuid}.zip", make_file(b"PK"))
    RestrictedBundle.objects.filter(pk=bundle.pk).update(file=name, failure="", sha256="0" * 64)
    taken = client.post(reverse("bundle_file", args=[bundle.uuid]))
    assert (taken.content, taken["Content-Type"]) == (b"PK", "application/zip")
    listed = client.get(reverse("bundle", args=[bundle.uuid])).content.decode()
    assert f"<li>{officer}," in listed
    assert AuditEvent.objects.filter(action="analytics.take_bundle", actor=officer).count() == 1
    for actor, status in ((administrator, 403), (both, 404), (trainer, 403)):
        client.force_login(actor)
        assert client.post(reverse("bundle_file", args=[bundle.uuid])).status_code == status
    # Revoked, its file is gone; the row stays and says why.
    client.force_login(administrator)
    answer = client.post(
        reverse("bundle_act", args=[bundle.uuid]), {"act": "revoke", "reason": "Le\x00ft"}, follow=True
    )
    assert "elena@example.org" in answer.content.decode()
    assert fresh(bundle).reason == "Left"
    assert (fresh(bundle).state, storages["private"].exists(name)) == ("revoked", False)
    client.force_login(officer)
    assert client.post(reverse("bundle_file", args=[bundle.uuid])).status_code == 302
    # The other way to end: the last day passes, and the daily run removes the file.
    with django_capture_on_commit_callbacks(execute=True):
        services.decide(actor=administrator, bundle=own, approved=True)
    name = storages["private"].save(f"bundles/{own.uuid}.zip", make_file(b"PK"))
    RestrictedBundle.objects.filter(pk=own.pk).update(
        file=name, failure="", expires_on=clock.today() - timedelta(days=1)
    )
    assert fresh(own).state == "expired"
    with pytest.raises(UserError):
        services.take(actor=both, bundle=fresh(own))
    assert forget_expired_bundles() == 1
    assert forget_expired_bundles() == 0
    assert not storages["private"].exists(name)
    declined = asked(officer)
    with pytest.raises(UserError):
        services.decide(actor=administrator, bundle=declined, approved=False)
    services.decide(actor=administrator, bundle=declined, approved=False, reason="No agreement")
    assert fresh(declined).state == "declined"
    assert [one.state for one in RestrictedBundle.objects.all()] == ["declined", "expired", "revoked"]


def make_file(content):
    return SimpleUploadedFile("x.zip", content)


def test_asking_in_the_product_keeps_the_seal_and_not_the_agreement(officer, administrator, client):
    client.force_login(officer)
    day = clock.today() + timedelta(days=30)
    sent = {
        "recipient": "Elena Ruiz", "organization": "Evalúa A.C.", "email": "elena@example.org",
        "purpose": "Final evaluation", "expires_on": day.isoformat(),
    }  # fmt: skip
    wrong = SimpleUploadedFile("agreement.pdf", b"MZ no agreement")
    assert client.post(reverse("bundle_ask"), {**sent, "agreement": wrong}).status_code == 422
    assert RestrictedBundle.objects.count() == 0
    signed = SimpleUploadedFile("agreement.pdf", b"%PDF-1.7 signed")
    answer = client.post(reverse("bundle_ask"), {**sent, "agreement": signed}, follow=True)
    text = answer.content.decode()
    made = RestrictedBundle.objects.get()
    assert made.agreement_sha256 in text
    assert "Somebody else" in text
    assert "Approve it only" not in text
    client.force_login(administrator)
    assert "Approve it only" in client.get(reverse("bundle", args=[made.uuid])).content.decode()
    assert "Elena Ruiz" in client.get(reverse("bundles")).content.decode()
    assert client.get(reverse("bundle_ask")).status_code == 403
