"""The sentences of reports, once: the finding, then the number, then the limit; never a cause.

Each is short, counts people over one denominator, and says "rose" only where the interval lies above zero.
What is not due yet, missing, protected and zero are four words. `tests/analytics/test_phrases.py` has an
example of each, in both languages.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

PHRASES = {
    # The headline, by the table of truths in analytics/reports/center/headline.py.
    "headline.nobody": _("There are no results to show yet"),
    "headline.running": _("Under way: it cannot be judged yet"),
    "headline.lacking": _("They seem to know more, but too many tests are missing"),
    "headline.fell": _("Right answers fell"),
    "headline.unclear": _("It cannot be told whether they know more"),
    "headline.unmet_one": _("They know more; one target was not reached: %(target)s"),
    "headline.unmet_two": _("They know more; two targets were not reached: %(target)s and %(other)s"),
    "headline.unmet_many": _("They know more; %(count)s targets were not reached"),
    "headline.met": _("They know more, and the targets were reached"),
    "headline.rose": _("They know more"),
    "lead.levels": ngettext_lazy(
        "From %(pre)s to %(post)s right (%(people)s person with both tests; missing: %(missing)s; "
        "not due yet: %(not_yet)s).",
        "From %(pre)s to %(post)s right (%(people)s people with both tests; missing: %(missing)s; "
        "not due yet: %(not_yet)s).",
        "people",
    ),
    "lead.enrolled": ngettext_lazy(
        "%(people)s person is enrolled (missing: %(missing)s; not due yet: %(not_yet)s).",
        "%(people)s people are enrolled (missing: %(missing)s; not due yet: %(not_yet)s).",
        "people",
    ),
    # Targets.
    "targets.met": ngettext_lazy(
        "%(met)s of %(of)s target was reached", "%(met)s of %(of)s targets were reached", "of"
    ),
    "targets.none": _("No target can be judged yet"),
    "targets.limit": _(
        "“Reached?” is about these people. “The next group” asks whether the 95% interval lies beyond the "
        "target."
    ),
    "basis.people": _("%(count)s of %(n)s; missing: %(missing)s; not due yet: %(not_yet)s"),
    "basis.parts": _("%(count)s of %(n)s parts that were due"),
    "basis.waiting": _("missing: %(missing)s; not due yet: %(not_yet)s"),
    "basis.sheets": ngettext_lazy(
        "%(n)s anonymous sheet, of all centers of the cohorts; not due yet: %(not_yet)s",
        "%(n)s anonymous sheets, of all centers of the cohorts; not due yet: %(not_yet)s",
        "n",
    ),
    "method.targets.what": _("The value of each indicator and whether it reached its target."),
    "method.targets.people": _("On the people in the note under each indicator."),
    "method.due.left_out": _(
        "Cohorts in which somebody still has time enter as a whole once nobody has. Whoever left is not "
        "counted."
    ),
    "method.targets.formula": _(
        "Share: people who reached it ÷ people measured. Interval: Wilson, 95%; of a mean, Student’s t."
    ),
    "method.targets.limits": _(
        "A value above the target can still be chance for the next group: read both answers."
    ),
    # Where people are.
    "path.lacking": ngettext_lazy(
        "Of %(due)s person whose date has passed, %(done)s took the post-test; missing: %(missing)s",
        "Of %(due)s people whose date has passed, %(done)s took the post-test; missing: %(missing)s",
        "due",
    ),
    "path.all": ngettext_lazy(
        "The %(due)s person whose date has passed took the post-test",
        "All %(due)s people whose date has passed took the post-test",
        "due",
    ),
    "path.waiting": _("Nobody’s date for the post-test has passed yet"),
    "path.plain": _("Where people are, step by step"),
    "path.most_missing": _("Missing most often: %(step)s (%(count)s)."),
    "path.not_yet": ngettext_lazy(
        "For %(count)s person something is not due yet: nothing is missing there.",
        "For %(count)s people something is not due yet: nothing is missing there.",
        "count",
    ),
    "method.path.what": _("How everybody enrolled stands with each step today."),
    "method.path.people": ngettext_lazy(
        "On %(people)s person enrolled.", "On all %(people)s people enrolled.", "people"
    ),
    "method.path.left_out": _("Nobody: those who left or owe nothing are the last part of each bar."),
    "method.path.formula": _("Enrolled = done + missing + not due yet + left + exempt, in each bar."),
    "method.path.limits": _("A step is missing seven days after its last day, never before."),
}
