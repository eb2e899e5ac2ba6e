"""How the case of one person on one occasion goes on, from the first draft to what counts."""

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands; `assessments.enums.CaseState` gives the same values their words."""

    OPEN = "open"
    RATED = "rated"
    MODERATION = "moderation"
    AGREED = "agreed"
    RELEASED = "released"
    LOCKED = "locked"
    ABSENT = "absent"
    VOID = "void"


# A case that two assessors agree on, or that only one had to rate, needs no moderation.
# Who was absent may still come; what is void may be played again, which opens it anew.
TRANSITIONS: dict[str, frozenset[str]] = {
    CaseState.OPEN: frozenset({CaseState.RATED, CaseState.ABSENT, CaseState.VOID}),
    CaseState.RATED: frozenset(
        {CaseState.OPEN, CaseState.MODERATION, CaseState.AGREED, CaseState.RELEASED, CaseState.VOID}
    ),
    CaseState.MODERATION: frozenset({CaseState.AGREED, CaseState.VOID}),
    CaseState.AGREED: frozenset({CaseState.MODERATION, CaseState.RELEASED, CaseState.VOID}),
    CaseState.ABSENT: frozenset({CaseState.OPEN}),
    CaseState.VOID: frozenset({CaseState.OPEN}),
    CaseState.RELEASED: frozenset({CaseState.LOCKED}),
    CaseState.LOCKED: frozenset(),
}
# Assessors may write: once somebody moderates, the ratings are what is moderated.
RATABLE = frozenset({CaseState.OPEN, CaseState.RATED})
RELEASABLE = frozenset(state for state, then in TRANSITIONS.items() if CaseState.RELEASED in then)
# The person rated may read it, and it counts.
PUBLIC = frozenset({CaseState.RELEASED, CaseState.LOCKED})
# Nothing was performed that could be rated, or nothing that may count.
WITHOUT_RESULT = frozenset({CaseState.ABSENT, CaseState.VOID})
# Rated, but not the person's to read yet.
IN_REVIEW = frozenset({CaseState.RATED, CaseState.MODERATION, CaseState.AGREED})


def allows(state: str, then: str) -> bool:
    """Whether a case may go from `state` to `then` in one step; staying is no step."""
    return then in TRANSITIONS[state]


# Settled by people together; nobody but a third assessor whom they asked for may still rate.
SETTLING = frozenset({CaseState.MODERATION})
# What may have been talked over before.
TALKED_OVER = frozenset({CaseState.AGREED, CaseState.RELEASED, CaseState.LOCKED})


def after_ratings(state: str, *, submitted: int) -> str:
    """The state of a case that may still be rated, once `submitted` ratings of it stand."""
    if state not in RATABLE:
        raise ValueError(f"a case that is {state} does not follow its ratings")
    return CaseState.RATED if submitted else CaseState.OPEN
