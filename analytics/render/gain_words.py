"""A gain in words: what happened, on whom it rests, what to beware of. No causes are claimed."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from analytics.render.numbers import fixed, p_value, percent, whole
from analytics.render.scale import Scale
from analytics.reports.gain import Gain


def headline(gain: Gain, scale: Scale) -> str:
    """The first sentence: what the scores did, with the interval."""
    if gain.mean_pre is None or gain.mean_post is None or gain.gain.value is None:
        return _("Nobody has both scores, so there is no gain to report.")
    facts = {
        "pre": scale.level(gain.mean_pre),
        "post": scale.level(gain.mean_post),
        "gain": scale.gain(gain.gain.value),
        "interval": interval(gain, scale),
    }
    return _HEADLINES[gain.verdict]() % facts


_HEADLINES = {
    "rose": lambda: _("Scores rose from %(pre)s to %(post)s: a mean gain of %(gain)s (%(interval)s)."),
    "fell": lambda: _("Scores fell from %(pre)s to %(post)s: a mean change of %(gain)s (%(interval)s)."),
    "unclear": lambda: _(
        "Scores went from %(pre)s to %(post)s, a mean change of %(gain)s (%(interval)s). The interval "
        "includes zero: with these data one cannot say whether scores rose or fell."
    ),
    "uniform": lambda: _(
        "Scores went from %(pre)s to %(post)s, and everybody changed by exactly the same: %(gain)s."
    ),
    "single": lambda: _("Only one person has both scores: %(pre)s before and %(post)s after."),
}


def interval(gain: Gain, scale: Scale) -> str:
    """The interval of the gain in words; empty when there is none."""
    if gain.gain.low is None or gain.gain.high is None:
        return ""
    return _("95%% interval: %(low)s to %(high)s") % {
        "low": scale.change(gain.gain.low, sign=False),
        "high": scale.change(gain.gain.high, sign=False),
    }


def people(gain: Gain) -> str:
    """On whom it rests and who is missing."""
    base = ngettext("n = %(n)s person with both scores", "n = %(n)s people with both scores", gain.n) % {
        "n": whole(gain.n)
    }
    gaps = [
        words % {"count": whole(count)}
        for count, words in (
            (
                gain.pre_only,
                ngettext("%(count)s lacks the second", "%(count)s lack the second", gain.pre_only),
            ),
            (
                gain.post_only,
                ngettext("%(count)s lacks the first", "%(count)s lack the first", gain.post_only),
            ),
            (gain.neither, ngettext("%(count)s lacks both", "%(count)s lack both", gain.neither)),
        )
        if count
    ]
    lacking = ", ".join(gaps) or _("nobody is missing")
    return f"{base}; {lacking}."


def directions(gain: Gain) -> str:
    """How many went up, stayed and went down."""
    if gain.improved_share.value is None:
        return ""
    return _("%(up)s of %(n)s improved (%(share)s), %(same)s stayed the same and %(down)s went down.") % {
        "up": whole(gain.improved),
        "n": whole(gain.n),
        "share": percent(gain.improved_share.value),
        "same": whole(gain.unchanged),
        "down": whole(gain.worse),
    }


def effect(gain: Gain) -> str:
    """The standardized gain, for whoever compares courses; empty when undefined."""
    size = gain.effect
    if size.value is None or size.low is None or size.high is None:
        return ""
    return _("Effect size (Hedges g, average SD): %(g)s (95%% interval: %(low)s to %(high)s).") % {
        "g": fixed(size.value, 2),
        "low": fixed(size.low, 2),
        "high": fixed(size.high, 2),
    }


def test(gain: Gain) -> str:
    """The paired t test, for the method's fold-out; empty when undefined."""
    if gain.t is None or gain.p is None:
        return ""
    return f"t({gain.df}) = {fixed(gain.t, 2)}, {p_value(gain.p)}"


def warning(code: str, gain: Gain) -> str:
    """One warning of `gain.warnings` in words."""
    return _WARNINGS[code]() % {"n": whole(gain.n)}


_WARNINGS = {
    "small_group": lambda: _(
        "Fewer than 10 people (n = %(n)s): the interval depends heavily on each of them. Take it as a hint."
    ),
    "uniform_gain": lambda: _(
        "Everybody's score changed by the same amount, so the interval has no width. That is not certainty: "
        "check whether one column was copied from the other."
    ),
    "single_pair": lambda: _("With one person there is no interval: nothing can be said about others."),
    "no_pair": lambda: _("Nobody here has both scores."),
}


def caution(gain: Gain | None) -> str:
    """What a rise, a fall or no clear change does not say; stands under every gain."""
    return _CAUTIONS.get(_direction(gain), _CAUTIONS[""])()


def _direction(gain: Gain | None) -> str:
    if gain is None or gain.verdict not in ("rose", "fell", "uniform"):
        return ""
    change = gain.gain.value or 0.0
    return "rose" if change > 0 else "fell" if change < 0 else ""


_CAUTIONS = {
    "rose": lambda: _(
        "A rise says that more answers were right that day, not what caused it nor that it will be "
        "applied at work."
    ),
    "fell": lambda: _(
        "A fall says that fewer answers were right that day, not what caused it nor what people do at work."
    ),
    "": lambda: _("Scores say what was right that day, not what caused it nor what people do at work."),
}
