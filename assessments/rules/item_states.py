"""How far a question is, and what follows: draft, in review, approved, live, rested, retired."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a question stands. `LIVE` is approved and asked by a delivery now; nobody sets it."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    LIVE = "live"
    RESTED = "rested"
    RETIRED = "retired"


class Found(StrEnum):
    """How hard a question turned out, as far as enough people answered it."""

    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"
    UNKNOWN = "unknown"


# From so many people on a difficulty is told; from and below these shares of the points it is easy or hard.
FEWEST = 20
EASY_FROM, HARD_BELOW = 0.8, 0.4


class Use(StrEnum):
    """Whether deliveries ask a question: never, now, or only before."""

    NEVER = "never"
    NOW = "now"
    BEFORE = "before"


class Act(StrEnum):
    """What a person does with a question as a whole."""

    EDIT = "edit"
    DUPLICATE = "duplicate"
    REST = "rest"
    WAKE = "wake"
    RETIRE = "retire"
    PROPOSE = "propose"
    APPROVE = "approve"
    RETURN = "return"
    DISCARD = "discard"


REVIEWERS_ALONE = frozenset({Act.APPROVE, Act.RETURN, Act.REST, Act.WAKE, Act.RETIRE})


@dataclass(frozen=True, slots=True)
class Standing:
    """The facts that decide: `status` as stored; `draft`, the state of a wording under way or ""."""

    status: str
    has_version: bool
    draft: str = ""
    is_live: bool = False

    @property
    def state(self) -> State:
        """The word for it. A new wording of a question that is asked leaves it live."""
        if self.status in (State.RETIRED, State.RESTED):
            return State(self.status)
        if self.has_version:
            return State.LIVE if self.is_live else State.APPROVED
        return State.REVIEW if self.draft == State.REVIEW else State.DRAFT

    @property
    def acts(self) -> frozenset[Act]:
        """What may be done with it now, by whoever has the role; a retired one only serves as a pattern."""
        found = {Act.DUPLICATE}
        if self.draft:
            found.add(Act.DISCARD)
        if self.status == State.RETIRED:
            return frozenset(found)
        if self.draft == State.REVIEW:
            found |= {Act.APPROVE, Act.RETURN}
        elif self.draft:
            found.add(Act.PROPOSE)
        else:
            found.add(Act.EDIT)
        if self.has_version:
            found |= {Act.RETIRE, Act.WAKE if self.status == State.RESTED else Act.REST}
        return frozenset(found)
