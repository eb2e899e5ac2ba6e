"""What a test and its questions did, in words: what to look at, on whom it rests, what cannot be said."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render.numbers import fixed, percent, points, whole
from analytics.reports.items.data import FEW, Consistency, FormAnalysis, OptionRow, QuestionRow
from analytics.reports.shares import Range

# Flags that ask for somebody to look at the question before anybody is told a result.
URGENT = ("check_key", "attracts_strong")


def letter(options: tuple[OptionRow, ...], key: str | None) -> str:
    """How an option is called here: its letter in written order, or the word for true and false."""
    if key in ("true", "false"):
        return _("True") if key == "true" else _("False")
    place = next((place for place, one in enumerate(options) if one.key == key), 0)
    return chr(ord("A") + place)


def headline(test: FormAnalysis) -> str:
    """The finding: how many questions ask for a look."""
    if test.hidden or test.few:
        return people(test)
    urgent = sum(bool(set(row.flags) & set(URGENT)) for row in test.questions)
    if urgent:
        return ngettext(
            "Check the key of %(n)s question before using these results.",
            "Check the keys of %(n)s questions before using these results.",
            urgent,
        ) % {"n": whole(urgent)}
    flagged = sum(bool(row.flags) for row in test.questions)
    if flagged:
        return ngettext(
            "No key looks wrong; %(n)s question can be improved.",
            "No key looks wrong; %(n)s questions can be improved.",
            flagged,
        ) % {"n": whole(flagged)}
    return _("Nothing in this test asks for a second look.")


def people(test: FormAnalysis) -> str:
    """On whom it rests."""
    base = ngettext("%(n)s person has taken it", "%(n)s people have taken it", test.people) % {
        "n": whole(test.people)
    }
    if test.hidden:
        return _("%(people)s: too few to show anything without telling on somebody.") % {"people": base}
    if test.few:
        return _(
            "%(people)s. With fewer than %(few)s the figures turn on each of them: nothing is flagged."
        ) % {"people": base, "few": FEW}
    return _("%(people)s. Each person's first sitting counts.") % {"people": base}


def total(test: FormAnalysis) -> str:
    """Mean and spread of the totals; empty where people were asked different questions."""
    if test.mean is None or not test.maximum:
        return ""
    facts = {"mean": fixed(test.mean, 1), "of": points(test.maximum)}
    if test.sd is None:
        return _("Mean score: %(mean)s of %(of)s.") % facts
    return _("Mean score: %(mean)s of %(of)s (standard deviation %(sd)s).") % {
        **facts,
        "sd": fixed(test.sd, 1),
    }


def consistency(found: Consistency | None) -> str:
    """How reliably the total ranks people, or why that cannot be said."""
    if found is None:
        return ""
    if found.value.value is None:
        return _REASONS.get(found.reason, _REASONS[""])()
    name = {"omega": _("Omega"), "alpha": _("Alpha")}[found.kind]
    sentence = _("%(name)s = %(value)s%(interval)s.") % {
        "name": name,
        "value": fixed(found.value.value, 2),
        "interval": interval(found.value, 2),
    }
    if found.sem is not None:
        sentence += " " + _("One person's score is exact to about ±%(sem)s points.") % {
            "sem": fixed(1.96 * found.sem, 1)
        }
    if found.kind == "alpha":
        sentence += " " + _NO_OMEGA.get(found.reason, _NO_OMEGA[""])()
    return sentence


_REASONS = {
    "drawn": lambda: _("Each person was asked other questions, so there is no reliability of one total."),
    "fewer_than_two_items": lambda: _("With fewer than two questions there is no reliability."),
    "fewer_than_two_persons": lambda: _("With fewer than two people there is no reliability."),
    "no_variance": lambda: _("Everybody has the same score, so there is no reliability."),
    "": lambda: _("The reliability cannot be told from these answers."),
}
_NO_OMEGA = {
    "too_few_persons": lambda: _("Omega needs more people than questions, so alpha stands here."),
    "constant_items": lambda: _(
        "Omega cannot be told where everybody answers a question alike, so alpha stands here."
    ),
    "fewer_than_three_items": lambda: _("Omega needs three questions, so alpha stands here."),
    "": lambda: _("The model behind omega does not fit these answers, so alpha stands here."),
}


def interval(found: Range, digits: int) -> str:
    """The interval in brackets with a blank before it; empty where there is none."""
    if found.low is None or found.high is None:
        return ""
    return " " + _("(95%% interval: %(low)s to %(high)s)") % {
        "low": fixed(found.low, digits),
        "high": fixed(found.high, digits),
    }


def flag(code: str, row: QuestionRow) -> str:
    """One flag of a question in words: what was seen and what to do."""
    if code not in URGENT or row.rival is None:
        return _FLAGS[code]()
    rival = next(one for one in row.options if one.key == row.rival)
    right = next((one.thirds[-1] or 0.0 for one in row.options if one.is_key), 0.0)
    best = rival.thirds[-1] or 0.0
    facts = {
        "right": letter(row.options, row.question.right),
        "rival": letter(row.options, row.rival),
        "share": percent(best),
    }
    return (_check_key if best > right else _check_wording)() % facts


def _check_key() -> str:
    return _(
        "Check the key: those who did best overall chose %(rival)s (%(share)s of them), "
        "and the key is %(right)s."
    )


def _check_wording() -> str:
    return _(
        "Check the wording: %(rival)s is marked wrong, and people who did well chose it more often "
        "than others."
    )


_FLAGS = {
    "check_key": lambda: _("Check the key: those who did well overall did worse here than the others."),
    "attracts_strong": lambda: _("Check the wording: an option marked wrong draws people who did well."),
    "no_variance": lambda: _("Everybody got the same points here, so it tells nobody apart."),
    "poor_discrimination": lambda: _("It hardly tells those who know from those who do not: rewrite it."),
    "revise_item": lambda: _("It tells those who know from those who do not less than it could."),
    "hard_item": lambda: _("Very hard: fewer than one in five points were earned."),
    "easy_item": lambda: _("Very easy: more than nine in ten points were earned."),
    "unused_options": lambda: _("An option was chosen by nobody: it could be replaced."),
}
