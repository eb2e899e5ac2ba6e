"""One question over its uses: figures, drift, groups, exposure, proposals."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import numpy as np
import pytest
from django.urls import reverse

from analytics.render.items import history as words
from analytics.reports.items.history import Dif, dif_of, history_of
from analytics.selectors.item_history import uses_of
from assessments.data import ItemUses, UsedIn, UseRow
from assessments.models import Item
from lms.accounts.roles import Role
from lms.core import clock
from tests.analytics import factories as make
from tests.analytics.items import forms
from tests.budgets import counted


def used(*uses, recent=1, of=4):
    """Uses of (right, wrong) people; who is right has 3 of 4 points in all, else 1."""
    rows, person = [], 0
    for delivery, (right, wrong) in enumerate(uses, start=1):
        for mark in [1.0] * right + [0.0] * wrong:
            person += 1
            rows.append(UseRow(delivery, 10 + delivery, delivery, person, mark, 1.0, 1.0 + 2 * mark, 4.0))
    at = clock.now()
    deliveries = {
        n: UsedIn(n, at + timedelta(days=n), "Pre-test", {"es": "Prueba"}) for n in range(1, len(uses) + 1)
    }
    return ItemUses(uuid4(), "q", {"stem": {"es": "¿?"}}, tuple(rows), deliveries, {(1, 11): "A"}, recent, of)


def test_each_use_has_its_own_figures():
    found = history_of(used((15, 5), (10, 10)), dif=())
    assert [(one.people, one.form, one.number) for one in found.uses] == [(20, "A", 1), (20, "", 2)]
    assert [one.difficulty.value for one in found.uses] == [0.75, 0.5]
    assert [one.discrimination.value for one in found.uses] == pytest.approx([1.0, 1.0])
    assert (found.people, found.drift, found.proposals) == (40, "steady", ())


def test_few_people_are_hidden():
    found = history_of(used((5, 4)), dif=())
    assert (found.uses[0].people, found.uses[0].difficulty.value) == (9, None)


@pytest.mark.parametrize(
    ("uses", "drift"), [(((10, 30), (35, 5)), "easier"), (((35, 5), (10, 30)), "harder"), (((10, 10),), "")]
)
def test_drift_is_told_where_intervals_do_not_touch(uses, drift):
    assert history_of(used(*uses), dif=()).drift == drift


def test_what_is_proposed():
    assert history_of(used((60, 0)), dif=()).proposals == ()
    assert history_of(used((200, 0)), dif=()).proposals == ("retire_extreme",)
    exposed = used((300, 200), recent=3, of=4)
    assert history_of(exposed, dif=()).proposals == ("rest_exposed",)
    assert history_of(replace(exposed, recent_forms=2), dif=()).proposals == ()
    wrong = used((30, 30))
    turned = tuple(row._replace(total=4.0 - row.total) for row in wrong.rows)
    assert history_of(replace(wrong, rows=turned), dif=()).proposals == ("check_key",)
    unlike = Dif("sex", "C", (100, 100), "F")
    assert history_of(used((10, 10)), dif=(unlike,)).proposals == ("look_at_dif",)


def answers(people=400, *, harder=0.0):
    """People of two groups, alike able; the first question is harder for the second group."""
    rng = np.random.default_rng(5)
    ability = rng.normal(0, 1, people)
    group = np.arange(people) % 2
    logits = ability[:, None] - np.linspace(-1, 1, 10)[None, :]
    logits[:, 0] -= harder * group
    return (rng.random(logits.shape) < 1 / (1 + np.exp(-logits))).astype(float).tolist()


def by_person(columns):
    return {person: "MF"[place % 2] for place, person in enumerate(columns.people.tolist())}


def test_groups_that_answer_unlike_are_named_with_the_guard_of_the_library():
    columns = forms.marked(answers(harder=2.5))
    found = dif_of(columns, 1, by_person(columns), by="sex", pair=("M", "F"))
    assert (found.found, found.harder_for, found.people) == ("C", "F", (200, 200))
    alike = dif_of(columns, 6, by_person(columns), by="sex", pair=("M", "F"))
    assert alike.found == "A"
    few = forms.marked(answers(198, harder=2.5))
    unsaid = dif_of(few, 1, by_person(few), by="sex", pair=("M", "F"))
    assert (unsaid.found, unsaid.reason, unsaid.people) == (None, "too_few_people", (99, 99))
    assert dif_of(columns, 77, by_person(columns), by="sex", pair=("M", "F")).found is None
    halves = forms.marked([[one / 2 for one in row] for row in answers()])
    assert dif_of(halves, 1, by_person(halves), by="sex", pair=("M", "F")).reason == "not_right_or_wrong"
    said = words.groups(history_of(used((10, 10)), dif=(found, alike, unsaid)))
    assert said[0].startswith("Clearly harder for: women")
    assert "answer alike" in said[1]
    assert "each needs 100" in said[2]


@pytest.mark.django_db
def test_the_page_from_the_database(client, about, trainer):
    for number in range(12):
        make.sat(make.enrolled(about, sex="FM"[number % 2]), "pre_test", number % 5)
    item = Item.objects.get(key="q01")
    found = uses_of(item.uuid)
    assert len(found.rows) == 12
    assert (found.recent_forms, found.of_forms) == (1, 1)
    assert sum(row.mark for row in found.rows) == 9
    client.force_login(make.staff(Role.EDITOR))
    url = reverse("item_figures", args=[item.uuid])
    page = client.get(url).content.decode()
    assert "12 people have seen it" in page
    assert "75%" in page
    assert "not compared (n = 6 and 6; each needs 100)" in page
    with counted() as first:
        client.get(url)
    make.sat(make.enrolled(about), "pre_test", 2)
    with counted() as second:
        client.get(url)
    assert second.queries == first.queries
    client.force_login(trainer)
    assert client.get(url).status_code == 403


@pytest.mark.django_db
def test_a_question_that_nobody_was_asked(client, about):
    client.force_login(make.staff(Role.REVIEWER))
    item = Item.objects.get(key="q01")
    assert (
        "Nobody has been asked it yet"
        in client.get(reverse("item_figures", args=[item.uuid])).content.decode()
    )
    assert client.get(reverse("item_figures", args=[uuid4()])).status_code == 404
