"""No page tells the right answer before it may be told."""

import re

import pytest
import time_machine
from django.db.models import QuerySet
from django.urls import reverse

from assessments.models import Attempt, Delivery, ItemVersion
from lms.core import clock
from tests.frozen import lifted
from tests.security.crawl import client_of
from tests.security.sides import items_of

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="[^"]+"')


def sources(client, addresses):
    return [TOKEN.sub("", client.get(url).content.decode()) for url in addresses]


def swap_keys(delivery):
    """Make another option the right one, which only a test can: versions are frozen."""
    with lifted():
        for item in items_of(delivery):
            content = item.content
            content["correct"] = next(o["key"] for o in content["options"] if o["key"] != content["correct"])
            QuerySet(ItemVersion).filter(pk=item.pk).update(content=content)


def changed_by_the_key(client, delivery, addresses):
    """The addresses whose page differs when other answers are the right ones."""
    with time_machine.travel(clock.now(), tick=False):  # pages say how much time is left
        before = sources(client, addresses)
        swap_keys(delivery)
        after = sources(client, addresses)
    assert all("<main" in page for page in before)
    return [url for url, old, new in zip(addresses, before, after, strict=True) if old != new]


@pytest.mark.parametrize("feedback", ["none", "score", "answers"])
def test_a_test_under_way_looks_the_same_whatever_the_key_is(world, feedback):
    Delivery.objects.update(feedback=feedback)
    uuid = world.a.attempt_open.uuid
    questions = [f"{reverse('attempt', args=[uuid])}?item={place}" for place in range(1, 5)]
    addresses = [*questions, *(reverse(name, args=[uuid]) for name in ("attempt_review", "attempt_offline"))]
    assert changed_by_the_key(client_of(world, "self"), world.a.tests["post_test"], addresses) == []


def test_after_the_pre_test_nothing_tells_the_key_while_the_post_test_is_ahead(world):
    done = Attempt.objects.get(user=world.people["peer"])
    addresses = [reverse("attempt_submitted", args=[done.uuid]), reverse("learning")]
    assert changed_by_the_key(client_of(world, "peer"), world.a.tests["post_test"], addresses) == []


def test_the_comparison_sees_a_difference(world):
    Delivery.objects.update(feedback="answers")
    address = reverse("attempt_submitted", args=[world.a.attempt_done.uuid])
    assert changed_by_the_key(client_of(world, "self"), world.a.tests["pre_test"], [address]) == [address]


def test_the_autosave_says_nothing_about_right_or_wrong(world):
    client = client_of(world, "self")
    attempt, item = world.a.attempt_open, items_of(world.a.tests["post_test"])[0]
    url = reverse("attempt_autosave", args=[attempt.uuid])
    answers = {}
    for seq, option in enumerate(item.content["options"], start=1):
        sent = {"item": str(item.uuid), "answer": [option["key"]], "seq": seq, "epoch": attempt.epoch}
        answer = client.post(url, sent, content_type="application/json").json()
        answers[option["key"]] = {key: answer[key] for key in ("applied",)} | {"keys": sorted(answer)}
    assert len(answers) >= 3
    only = {"applied": True, "keys": ["applied", "saved_at", "seconds_left", "seq"]}
    assert all(answer == only for answer in answers.values())
