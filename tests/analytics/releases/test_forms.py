"""Rows of every form that releases were ever stored in are read by today's code, for good.

`forms/<number>.json` holds rows as the code of that form wrote them, and what they say. Such a file is made
once, by the code that first writes the form (`ACUERDO_KEEP_FORM=1`), and never again.
"""

import base64
import json
import os
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from analytics.facts import PERSON
from analytics.models import Release, ReleaseMember, ReleaseParticipation, ReleaseUnit
from analytics.releases import forms, marks, publishing
from analytics.releases.forms.as_today import as_today
from analytics.releases.forms.first import PERSON as FIRST
from analytics.releases.states import history
from analytics.reports.cohorts.indicators import counts
from analytics.selectors.released import released
from analytics.selectors.scopes import program_scope
from lms.accounts.models import Office
from tests.analytics import factories as make

pytestmark = pytest.mark.django_db
KEPT = Path(__file__).with_name("forms")
COHORT, SMALL, CENTER, OFFICE = 7007, 7008, 5005, 9009
UNIT = ("people", "changed", "definition", "topics", "ratings", "causes", "form", "digest")


@pytest.fixture
def places(trainer):
    """The same cohorts and center whenever rows are made or read: their numbers stand in the rows."""
    center = make.center("Centro de antes", pk=CENTER)
    Office.objects.create(pk=OFFICE, center=center, name="Oficina de antes")
    days = {"starts_on": date(2026, 9, 1), "ends_on": date(2026, 9, 20)}
    return center, [
        make.cohort(pk=pk, centers=[center], trainers=[trainer], modality=modality, **days)
        for pk, modality in ((COHORT, "remote"), (SMALL, ""))
    ]


def people_differ(center, cohorts, trainer):
    """Twenty-two of one cohort and eight of a small one, for the pool, who differ in all that is kept."""
    ages, jobs = ("under_30", "30_39", "40_49", ""), ("conciliator", "judge", "")
    for number in range(30):
        one = make.enrolled(
            cohorts[number // 22],
            at=center, sex="FM"[number % 2], age_band=ages[number % 4], job_role=jobs[number % 3],
            office_id=OFFICE if number % 2 else None,
        )  # fmt: skip
        make.sat(one, "pre_test", number % 4)
        if number % 7:
            make.sat(one, "post_test", number % 5)
        if number % 3:
            make.rated(one, trainer, number % 4 + 1, None)
        make.opined(one, 5, number % 5 + 1, 3)


def said(officer):
    """What the newest release says: rows, figures and, for the next one, whose results it rests on."""
    found = released(program_scope(officer)).figures
    members = [
        [*map(str, place), marks.read(mark)._asdict() if mark else {}, list(group)]
        for place, states in history().items()
        for mark, group in states[-1].members.values()
    ]
    return plain(
        {
            "people": [{name: row[name] for name in PERSON.names} for row in found.people],
            "counts": counts(found),
            "topics": {key: {name: sorted(one.cells, key=repr) for name, one in own.items()}
                       for key, own in found.topics.items()},
            "ratings": {key: [one.people, one.criteria] for key, one in found.ratings.items()},
            "opinions": found.opinions,
            "pass_marks": {key: [one.pass_mark, one.improved_items] for key, one in found.cohorts.items()},
            "members": sorted(members, key=repr),
        }
    )  # fmt: skip


def plain(value):
    """As JSON gives it back; what is not a number there is None."""

    def one(value):
        if isinstance(value, bytes):
            return value.decode()
        value = value.item()
        return value.decode() if isinstance(value, bytes) else None if value != value else value

    return json.loads(json.dumps(value, default=one).replace("NaN", "null"))


def kept_rows():
    made = Release.objects.latest("number")
    units = []
    for one in ReleaseUnit.objects.filter(release=made).order_by("pk"):
        members = [[row.mark, row.group] for row in one.members.order_by("pk")]
        units.append(
            {name: getattr(one, name) for name in UNIT}
            | {"cohort_id": one.cohort_id, "center_id": one.center_id, "members": members}
            | {"columns": base64.b64encode(bytes(one.columns)).decode()}
        )
    took_part = made.participation
    return {
        "definitions": made.definitions,
        "units": units,
        "participation": {
            "columns": base64.b64encode(bytes(took_part.columns)).decode(),
            "sheets": took_part.sheets,
            "form": took_part.form,
        },
    }


def test_rows_of_the_form_of_today_are_kept(places, trainer, officer):
    """The code still writes what the file of its form holds; another shape is another form."""
    center, cohorts = places
    people_differ(center, cohorts, trainer)
    publishing.publish()
    rows, file = plain(kept_rows()), KEPT / f"{forms.FORM}.json"
    if os.environ.get("ACUERDO_KEEP_FORM") and not file.exists():
        file.write_text(json.dumps({"rows": rows, "said": said(officer)}, ensure_ascii=False) + "\n")
    kept = json.loads(file.read_text(encoding="utf-8"))
    assert shape(without_codes(rows)) == shape(without_codes(kept["rows"]))
    assert said(officer) == kept["said"]


def without_codes(rows):
    """Which indicators there are is data, and no shape."""
    definitions = rows["definitions"]
    return rows | {"definitions": definitions | {"targets": list(definitions["targets"].values())}}


def shape(value):
    """Kinds and keys, without the values."""
    if isinstance(value, dict):
        return {key: shape(own) for key, own in value.items()}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


@pytest.mark.parametrize("form", sorted(forms.MODULES))
def test_rows_of_every_form_say_what_they_said(form, places, officer):
    kept = json.loads((KEPT / f"{form}.json").read_text(encoding="utf-8"))
    rows = kept["rows"]
    made = Release.objects.create(
        number=1, published_at="2026-11-27T06:00:00Z", data_as_of="2026-11-27T06:00:00Z",
        next_on=date(2026, 12, 1), definitions=rows["definitions"], digest="0" * 64,
    )  # fmt: skip
    took_part = rows["participation"]
    ReleaseParticipation.objects.create(
        release=made, **took_part | {"columns": base64.b64decode(took_part["columns"])}
    )
    for row in rows["units"]:
        members, columns = row.pop("members"), base64.b64decode(row.pop("columns"))
        unit = ReleaseUnit.objects.create(release=made, columns=columns, **row)
        for mark, group in members:
            ReleaseMember.objects.create(unit=unit, mark=mark, group=group)
    found = said(officer)
    # Columns that came later are not in the file; what is in it still says the same.
    for name in ("people", "members"):
        assert len(found[name]) == len(kept["said"][name])
    then = kept["said"]["people"]
    now = [{name: row[name] for name in then[0]} for row in found["people"]]
    assert sorted(now, key=repr) == sorted(then, key=repr)
    width = len(kept["said"]["members"][0][-1])
    assert {text for *_place, group in found["members"] for text in group[width:]} <= {""}
    members = [[*place, group[:width]] for *place, group in found["members"]]
    assert sorted(members, key=repr) == kept["said"]["members"]
    for name in ("topics", "ratings", "pass_marks"):
        assert found[name] == kept["said"][name]
    assert {code: found["counts"][code] for code in kept["said"]["counts"]} == kept["said"]["counts"]


def test_a_form_is_frozen_and_names_what_its_rows_have_instead_of_what_is_new():
    assert FIRST == PERSON or forms.FORM > 1
    rows = np.zeros(2, dtype=[one for one in FIRST.descr if one[0] != "played"])
    with pytest.raises(KeyError, match="played"):
        as_today(rows)
    found = as_today(rows, played=4, baseline=4, later=4, office=-1, modality=b"")
    assert found["played"].tolist() == found["later"].tolist() == [4, 4]
