"""Nobody who reads the whole database finds whose an anonymous sheet or comment is.

Each attack is tried on what the platform writes and, as a control, on what a plain writer would:
one row after the other, under counting keys. What the control gives away, the attack does find.
"""

import uuid
from collections import Counter
from itertools import count
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import translation

from assessments import registries
from assessments.models import AnonymousComment, AnonymousReceipt, AnonymousSheet, AnonymousTicket
from assessments.services import ballots, client_surveys
from lms.core import clock
from lms.core.models import AuditEvent
from tests.addresses import served_by
from tests.assessments import factories as make
from tests.assessments.hosts import StandIn
from tests.lms.factories import make_center
from tests.security import ballot_attacks as attacks
from tests.security.own_database import alone, own_database, pointing_at, restored

STATEMENTS = 3
BOXES_OF_TWELVE = 3

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow("people sign in and send one after the other; databases are dumped and restored"),
]


@pytest.fixture(scope="module")
def own(django_db_setup, django_db_blocker, tmp_path_factory):
    with django_db_blocker.unblock(), own_database(tmp_path_factory.mktemp("box")) as settings:
        yield settings


@pytest.fixture(scope="module")
def lone(own, django_db_blocker):
    with django_db_blocker.unblock(), alone(own) as settings:
        yield settings


@pytest.fixture
def nobody_beside(ground, lone):
    """No transaction is open anywhere on the server, so that dead rows may go."""
    with pointing_at(lone):
        yield


@pytest.fixture(autouse=True)
def ground(db, own, monkeypatch):
    """Assessments alone, open to everybody, on a database where every transaction is committed."""
    monkeypatch.setattr(registries, "hosts", [StandIn(takes=True)])
    monkeypatch.setattr("lms.accounts.navigation.nav_sources", [])
    with (
        served_by("tests.assessments.urls"),
        pointing_at(own),
        translation.override("es-mx"),
    ):
        yield


_counting = count(1)


def cast_plainly(*, user, delivery, answers, comments):
    """The control: each row as it comes, in the person's own transaction, under keys that count."""

    def key():
        return uuid.UUID(int=next(_counting))

    with ballots.transaction.atomic():
        AnonymousReceipt.objects.create(key=key(), user=user, delivery=delivery, on=clock.today())
        AnonymousSheet.objects.create(key=key(), delivery=delivery, answers=answers)
        for item, text in comments:
            AnonymousComment.objects.create(key=key(), delivery=delivery, item_version_id=item, text=text)


def filled(people, *, after_each=lambda attacker: None):
    """A delivery that so many people have answered one after the other, and who attacks it.

    Each signs in, opens the form and sends it as a browser would; `after_each` looks in between.
    """
    delivery = make.evaluation(make.opinion_form(STATEMENTS))
    *statements, question = make.items_of(delivery)
    numbers, arrivals = {}, []
    attacker = attacks.Attacker(connection.settings_dict, delivery.pk, numbers, arrivals)
    for number in range(people):
        user, client = make.person(), Client()
        numbers[user.pk] = number
        client.force_login(user)
        levels = attacks.levels(number, STATEMENTS)
        data = {str(item.uuid): level for item, level in zip(statements, levels, strict=True)}
        data[str(question.uuid)] = f"Comentario {number}"
        sent = client.post(reverse("sheet", args=[delivery.uuid]), data)
        assert sent.url == reverse("sheet_sent", args=[delivery.uuid])
        arrivals.append(number)
        after_each(attacker)
    return attacker


def found(attackers, *ways):
    """Right guesses of each attack, over all boxes."""
    right = Counter()
    for attacker in attackers:
        for way in ways or (attacks.in_step, attacks.one_writing):
            for title, guess in way(attacker):
                right[title] += attacks.hits(guess)
    return right


def given_away(right, total):
    """The attacks that find everybody."""
    return {title for title, hits in right.items() if hits == total}


def boxes(people):
    return [filled(people) for _ in range(BOXES_OF_TWELVE if people == 12 else 1)]


def rewrite_tables():
    """What an administrator may do meanwhile: tables written anew as they stand."""
    with connection.cursor() as cursor:
        for table in attacks.WORDS:
            cursor.execute(
                f"VACUUM (FULL, FREEZE) {table}" if connection.vendor == "postgresql" else "VACUUM"
            )


def again(attackers, settings):
    """The same attackers before another database."""
    return [attacks.Attacker(settings, one.delivery_id, one.numbers, one.arrivals) for one in attackers]


@pytest.mark.parametrize("people", [12, 40])
def test_no_attack_joins_more_than_chance(people, tmp_path):
    attackers = boxes(people)
    limit = attacks.beyond_chance(len(attackers))
    total = people * len(attackers)
    assert limit <= total * 2 / 3
    before = found(attackers)
    rewrite_tables()
    after = found(attackers)
    with restored(connection.settings_dict, tmp_path) as settings:
        copied = found(again(attackers, settings))
    for right in (before, after, copied):
        assert len(right) > 150
        assert {title: hits for title, hits in right.items() if hits >= limit} == {}


@pytest.mark.parametrize("people", [12, 40])
def test_the_same_attacks_find_everybody_behind_a_plain_writer(people, tmp_path, monkeypatch):
    monkeypatch.setattr(ballots, "cast", cast_plainly)
    rewrite_tables()  # no free space of earlier tests, so that rows lie one behind the other
    attackers = boxes(people)
    total = people * len(attackers)
    tried = set(found(attackers))
    forwards = {title for title in tried if "backwards" not in title}
    assert given_away(found(attackers), total) == forwards
    rewrite_tables()
    assert given_away(found(attackers), total) == forwards
    with restored(connection.settings_dict, tmp_path) as settings:
        # A restored row belongs to the transaction of the restoring; its place stays.
        lasting = {title for title in forwards if "account" not in title and "transaction" not in title}
        assert given_away(found(again(attackers, settings)), total) >= lasting


def slipped(people):
    """A box that so many people have filled, each with the next slip of a pile: who attacks it, the pile."""
    AnonymousTicket.objects.all().delete()
    form = make.client_form()
    # The first statements spell the number; all others are answered by the level that adds nothing.
    statements = [key for key, value in make.client_answers(form).items() if value == ["4"]][:STATEMENTS]
    survey = client_surveys.open_survey(actor=None, center=make_center())
    written = client_surveys.make_slips(actor=None, survey=survey, number=people)
    codes = [code.replace("-", "") for code in written]
    delivery = client_surveys.running_period(survey).delivery
    attacker = attacks.Attacker(connection.settings_dict, delivery.pk, {}, list(range(people)))
    client = Client()
    for number, code in enumerate(codes):
        cache.clear()
        data = {str(key): value for key, value in make.client_answers(form, level=1).items()}
        levels = attacks.levels(number, STATEMENTS)
        data |= {str(key): level for key, level in zip(statements, levels, strict=True)}
        assert client.post(reverse("client_sheet", args=[code]), data).url == reverse("client_sent")
    return attacker, [client_surveys.code_hash(code) for code in codes]


def cast_by_ticket_plainly(*, ticket, delivery, answers, comments, paper=False):
    """The control: the code is crossed out in the transaction of its sheet, as each comes."""
    with ballots.transaction.atomic():
        row = AnonymousTicket.objects.get(pk=ticket)
        row.save()
        key = uuid.UUID(int=next(_counting))
        AnonymousSheet.objects.create(key=key, delivery=delivery, answers=answers, paper=paper)
    return True


def by_slips(people):
    right = Counter()
    attacker, printed = slipped(people)
    for title, guess in attacks.by_slips(attacker, printed):
        right[title] += attacks.hits(guess)
    return right


def test_no_slip_leads_to_a_sheet(monkeypatch):
    people = 24
    limit = attacks.beyond_chance(1)
    assert limit < people
    right = by_slips(people)
    assert len(right) > 20
    assert {title: hits for title, hits in right.items() if hits >= limit} == {}
    monkeypatch.setattr(ballots, "cast_by_ticket", cast_by_ticket_plainly)
    rewrite_tables()
    given = given_away(by_slips(people), people)
    assert "sheets by place beside slips by print" in given
    if connection.vendor == "postgresql":
        assert "sheets and slips of one transaction, by xmin" in given


def last_comers(people):
    """How often each end of each order was the person who had just come."""
    right = Counter()

    def look(attacker):
        right.update(
            title for title, number in attacks.ends(attacker).items() if number == attacker.arrivals[-1]
        )

    filled(people, after_each=look)
    return right


def test_the_newest_row_stands_anywhere(monkeypatch):
    people = 40
    limit = attacks.beyond_chance(sum(1 / place for place in range(1, people + 1)))
    assert limit < people
    right = last_comers(people)
    assert {title: hits for title, hits in right.items() if hits >= limit} == {}
    monkeypatch.setattr(ballots, "cast", cast_plainly)
    given = given_away(last_comers(people), people)
    assert {"last of sheets by key", "last of sheets by xmin", "last of comments by xmin"} <= given


def test_in_a_large_box_a_page_hides_everybody(monkeypatch):
    people, page = 60, 12
    monkeypatch.setattr(ballots, "PAGE", page)
    right = found([filled(people)])
    # Whoever is taken for the newcomer of one writing is so in one case of page + 1; at the ends of
    # two orders that know the writing, newcomers also meet by their place in it.
    limit = attacks.beyond_chance(2 * people / (page + 1))
    assert limit < people
    assert {title: hits for title, hits in right.items() if hits >= limit} == {}


def test_the_audit_log_and_the_counters_say_nothing_of_a_sheet():
    delivery = make.evaluation()
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    attacker = filled(3)
    news = AuditEvent.objects.exclude(pk__in=before)
    assert set(news.values_list("action", "actor")) == {("assessments.open_delivery", None)}
    assert not news.filter(at__gt=clock.now()).exists()
    assert delivery.pk != attacker.delivery_id
    with attacks.reading(connection.settings_dict) as reader:
        sql = (
            "SELECT sequencename FROM pg_sequences"
            if attacker.postgres
            else "SELECT name FROM sqlite_sequence"
        )
        counters = {name for (name,) in reader.execute(sql).fetchall()}
    assert any(name.startswith("assessments_delivery") for name in counters)
    assert not [name for name in counters if name.startswith("assessments_anonymous")]


def test_the_planner_keeps_no_samples_of_the_box():
    if connection.vendor != "postgresql":
        with attacks.reading(connection.settings_dict) as reader:
            stats = reader.execute("SELECT name FROM sqlite_master WHERE name LIKE 'sqlite_stat%'").fetchall()
        assert stats == []
        return

    def before_the_last(attacker):
        if len(attacker.arrivals) == 11:
            analyze()

    def analyze():
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    everybody = set(range(12))
    AnonymousReceipt.objects.all().delete()  # so that the samples of the control hold everybody
    attacker = filled(12, after_each=before_the_last)
    assert attacks.unsampled(attacker, attacks.RECEIPTS) == everybody
    assert attacks.unsampled(attacker, attacks.SHEETS) == everybody
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = ANY(%s::regclass[])"
            " AND attnum > 0 AND attstattarget IS DISTINCT FROM 0",
            [list(attacks.WORDS)],
        )
        assert cursor.fetchall() == []
        # The control: sampled as every table is by default.
        cursor.execute(f"ALTER TABLE {attacks.RECEIPTS} ALTER COLUMN user_id SET STATISTICS -1")
        AnonymousReceipt.objects.all().delete()
        attacker = filled(12, after_each=before_the_last)
        cursor.execute(f"ALTER TABLE {attacks.RECEIPTS} ALTER COLUMN user_id SET STATISTICS 0")
    assert attacks.unsampled(attacker, attacks.RECEIPTS) == {11}


@pytest.mark.usefixtures("nobody_beside")
def test_vacuuming_leaves_no_byte_of_what_was_rewritten():
    old, present = rewritten_keys()
    assert len(old) > 100
    assert on_disk(old)
    ballots.vacuum()
    assert on_disk(present) == present
    assert on_disk(old) == set()


@pytest.mark.usefixtures("nobody_beside")
def test_bytes_stay_where_nothing_overwrites_them():
    """The control: what the setting of SQLite and the full vacuum of PostgreSQL are for."""
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1" if postgres else "PRAGMA secure_delete=OFF")
        old, _present = rewritten_keys()
        for table in attacks.WORDS:
            cursor.execute(f"VACUUM {table}" if postgres else "PRAGMA wal_checkpoint(TRUNCATE)")
    assert on_disk(old)


def rewritten_keys():
    """Fill a box; the keys that stood in it for a while, and those that stand there now."""
    seen = []

    def note(attacker):
        seen.append({row.key for table in attacks.WORDS for row in attacker.rows(table)})

    filled(12, after_each=note)
    return set().union(*seen) - seen[-1], seen[-1]


def on_disk(keys):
    """Those of the keys whose bytes are in the files of the tables and their indexes."""
    if connection.vendor == "sqlite":
        name = Path(connection.settings_dict["NAME"])
        raw = b"".join(file.read_bytes() for file in name.parent.glob(f"{name.name}*"))
        return {key for key in keys if key.encode() in raw}
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute(
            "SELECT pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
            " WHERE oid = ANY(%s::regclass[])"
            " OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = ANY(%s::regclass[]))",
            [list(attacks.WORDS), list(attacks.WORDS)],
        )
        raw = b"".join(bytes(content) for (content,) in cursor.fetchall())
    return {key for key in keys if uuid.UUID(key).bytes in raw}
