"""Which levels have to be told in words."""

from enum import StrEnum

from assessments.rules.competence import CompetenceRules


class Needed(StrEnum):
    """What is asked for beside a level."""

    COMMENT = "comment"
    EVIDENCE = "evidence"


def words_needed(level: int | None, rules: CompetenceRules, *, critical: bool) -> Needed | None:
    """A comment with the low levels; evidence on a critical criterion at any: a 3 is no way out of it.

    `critical`: on a sheet that counts. None where nothing was observed, and where nothing is asked.
    """
    if level is None:
        return None
    if level <= rules.comment_at_or_below:
        return Needed.COMMENT
    return Needed.EVIDENCE if critical else None
