"""Whatever is passed as whatever argument: an answer, or a StatsError that names an argument of that call."""

from __future__ import annotations

import inspect
import math

import pytest

from analytics import stats
from analytics.stats.core.result import StatsError
from tests.analytics.stats.sample_calls import CALLS

WRONG = [None, "text", -1, math.nan, [[1, 2], [3]], {}, object(), (1,)]
# Each takes so long that a large number here is patience, not a mistake.
PATIENCE = {"replicates", "imputations", "nodes", "fewest"}


def named(function, arguments):
    """The argument that the error names, or None where there is an answer."""
    try:
        function(*arguments.args, **arguments.kwargs)
    except StatsError as error:
        return error.argument
    return None


@pytest.mark.parametrize("name", sorted(CALLS))
def test_an_error_names_an_argument_of_the_call(name):
    call = CALLS[name]
    signature = inspect.signature(call.func)
    given = signature.bind(*call.args, **call.keywords).arguments
    for argument in set(signature.parameters) - PATIENCE:
        for wrong in WRONG:
            bound = {
                k: {**given, argument: wrong}[k] for k in signature.parameters if k in given or k == argument
            }
            arguments = inspect.BoundArguments(signature, bound)
            assert named(call.func, arguments) in {None, *signature.parameters}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: stats.groups.hc3(None),
            r"^fit: must be the answer of stats.groups.ancova\(…\).model, not NoneType",
        ),
        (lambda: stats.scaling.equate_groups([1], [2]), "^x: must be the answer of stats.scaling.tally"),
        (lambda: stats.scaling.person_scores(3, [[1]]), "^fit: must be the answer of stats.scaling.fit_irt"),
        (lambda: stats.scaling.warm_scores(3), "^fit: must be the answer of stats.scaling.rasch_conditional"),
        (lambda: stats.groups.exceedance(3), "^pooled: must be the answer of stats.groups.pool_centers"),
        (
            lambda: stats.raters.d_study(3, n_raters=1),
            "^components: must be the answer of stats.raters.g_study",
        ),
        (
            lambda: stats.raters.cohen([[1, 1, 1]]),
            "^scores: must have two raters, not 3: call stats.raters.gwet",
        ),
        (
            lambda: stats.disclosure.audit([[1]], [(0, 1)]),
            r"^hidden: there is no cell \(0, 1\): give one position per axis",
        ),
        (lambda: stats.surveys.scale_scores([[1]], scale=(1, 5), reverse=[0]), "^reverse: .* from 1 to 1"),
        (lambda: stats.surveys.rake({"a": ["x"]}, {"a": 3}), "^targets: must map the labels"),
        (
            lambda: stats.scaling.equate_anchored([1], [1], [1], [1], max_score=0, max_anchor_score=1),
            "^max_score: must be above min_score",
        ),
    ],
)
def test_an_error_says_what_to_do(call, message):
    with pytest.raises(StatsError, match=message):
        call()
