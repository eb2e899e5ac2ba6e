"""Which published versions are forms of one test, and what is kept of who built them."""

import pytest

from assessments import api
from assessments.models import FormSet, InstrumentDraft, ParallelForm
from assessments.selectors.parallel_forms import newest_set, parallel_forms
from assessments.services import privacy, privacy_instruments
from lms.core import clock
from tests.assessments import factories as make

pytestmark = pytest.mark.django_db


def version(key):
    return api.ensure_instrument_version(
        key=key, title=make.text("Prueba"), intro={}, minutes=30, items=make.choice_items(2)
    )


def form_set(forms, by=None):
    made = FormSet.objects.create(
        key="tests/x", purpose="pre_test", plan={}, published_at=clock.now(), published_by=by
    )
    for label, one in forms.items():
        ParallelForm.objects.create(form_set=made, label=label, version=one)
    return made


def test_the_newest_set_of_a_version_names_its_forms():
    a, b, changed = version("tests/x"), version("tests/x-b"), version("tests/x-c")
    assert parallel_forms(a) == []
    form_set({"A": a, "B": b})
    last = form_set({"B": changed, "A": a})
    assert [(one.label, one.version) for one in parallel_forms(a)] == [("A", a), ("B", changed)]
    assert [(one.label, one.version) for one in parallel_forms(b)] == [("A", a), ("B", b)]
    assert newest_set("tests/x") == last
    assert newest_set("tests/y") is None


def test_what_somebody_built_is_given_out_and_moves_to_another_account():
    gone, kept = make.person(), make.person()
    form_set({"A": version("tests/x")}, by=gone)
    InstrumentDraft.objects.create(key="tests/y", content={}, edited_at=clock.now(), edited_by=gone)
    exports = {label: export(gone) for label, export, _erase in privacy_instruments.PERSONAL_DATA}
    assert [one["key"] for one in exports["assessments.InstrumentDraft"]] == ["tests/y"]
    assert [one["key"] for one in exports["assessments.FormSet"]] == ["tests/x"]
    assert {erase(gone) for _label, _export, erase in privacy_instruments.PERSONAL_DATA} == {0}
    assert privacy.merge_move(kept, gone) == 2
    assert FormSet.objects.get().published_by == kept
    assert InstrumentDraft.objects.get().edited_by == kept
