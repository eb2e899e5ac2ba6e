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
    "headline.unmet_many": ngettext_lazy(
        "They know more, but only %(met)s of %(of)s targets was reached",
        "They know more, but only %(met)s of %(of)s targets were reached",
        "met",
    ),
    "headline.met": _("They know more, and the targets were reached"),
    "headline.rose": _("They know more"),
    "lead.levels": ngettext_lazy(
        "From %(pre)s to %(post)s right, in %(people)s person tested before and after "
        "(missing one of the two: %(missing)s; not due yet: %(not_yet)s).",
        "From %(pre)s to %(post)s right, in %(people)s people tested before and after "
        "(missing one of the two: %(missing)s; not due yet: %(not_yet)s).",
        "people",
    ),
    "lead.enrolled": ngettext_lazy(
        "%(people)s person is enrolled (missing: %(missing)s; not due yet: %(not_yet)s).",
        "%(people)s people are enrolled (missing: %(missing)s; not due yet: %(not_yet)s).",
        "people",
    ),
    # Targets.
    "targets.met": ngettext_lazy(
        "%(met)s of %(of)s targets was reached", "%(met)s of %(of)s targets were reached", "met"
    ),
    "targets.none": _("No target can be judged yet"),
    "targets.limit": _(
        "“Reached?” is about these people. “The next group” says whether the next one can expect it too, as "
        "far as this many people can tell (95% interval). “With the missing” is the value if none, or all, "
        "of the missing had reached it."
    ),
    "basis.people": _("%(count)s of %(n)s; missing: %(missing)s; not due yet: %(not_yet)s"),
    "basis.parts": _("%(count)s of %(n)s parts that were due"),
    "basis.waiting": _("missing: %(missing)s; not due yet: %(not_yet)s"),
    "basis.sheets": ngettext_lazy(
        "%(n)s anonymous sheet, of all centers of the cohorts; not due yet: %(not_yet)s",
        "%(n)s anonymous sheets, of all centers of the cohorts; not due yet: %(not_yet)s",
        "n",
    ),
    "basis.clients": ngettext_lazy(
        "%(n)s anonymous sheet, of the surveys that are published",
        "%(n)s anonymous sheets, of the surveys that are published",
        "n",
    ),
    "basis.clients_share": ngettext_lazy(
        "%(count)s of %(n)s anonymous sheet, of the surveys that are published",
        "%(count)s of %(n)s anonymous sheets, of the surveys that are published",
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
    # Pairs: before and after, how many rose, from where, the whole spread.
    "levels.plain": _("Right answers before and after"),
    "levels.least": _("Every topic rose; the least: %(topic)s, %(gain)s points"),
    "levels.unclear_one": _("No clear rise in: %(topic)s, %(gain)s points"),
    "levels.unclear_many": _("No clear rise in %(count)s of %(of)s topics"),
    "levels.mean": _("The mean change is %(gain)s points (95%% interval: %(low)s to %(high)s)."),
    "levels.limit": _("A mean is no person: how many rose is told apart. Topics have few questions each."),
    "method.levels.what": _(
        "The mean share of right answers of the same people before and after the course."
    ),
    "method.levels.formula": _(
        "Mean of (after − before) over people with both tests; interval: Student’s t, 95%."
    ),
    "method.levels.limits": _("It tells what was right on those days, not what is remembered or applied."),
    "method.pairs.people": ngettext_lazy(
        "On %(people)s person with both tests.", "On %(people)s people with both tests.", "people"
    ),
    "method.pairs.left_out": ngettext_lazy(
        "%(missing)s person lacks one of both tests; those who left, and cohorts with time left.",
        "%(missing)s people lack one of both tests; those who left, and cohorts with time left.",
        "missing",
    ),
    "method.pairs.left_out_short": _("Whoever lacks one of both tests, has time left, or left."),
    "people.plain": _("How many people rose, and by how much"),
    "people.rose": ngettext_lazy(
        "%(count)s of %(n)s person improved enough", "%(count)s of %(n)s people improved enough", "n"
    ),
    "people.squares": _("Each square is a person; points are percentage points."),
    "people.bars": _("The length of a bar is the number of people; points are percentage points."),
    "method.people.what": _("How many people improved by how much from the first test to the last."),
    "method.people.formula": _(
        "Change = share right after − share right before; “enough” is what the cohort asks for."
    ),
    "method.people.limits": _("Classes with few people are joined with the next. One test is never exact."),
    "arrows.finding": _("Who moved on, by where they started"),
    "arrows.said": _("Each arrow goes from a group’s mean before to its mean after."),
    "arrows.limit": _("Low starters rise more and high ones less by chance alone (regression to the mean)."),
    "method.arrows.what": _("The mean before and after of people who started alike."),
    "method.arrows.formula": _("Means over people whose first score lies in the band."),
    "method.arrows.limits": _("Part of what low starters gain, and high ones lose, is chance."),
    "spread.finding": _("How many people had which score, before and after"),
    "spread.said": _("Left before, right after; classes with few people are joined."),
    # Mastery and the role-play.
    "mastery.plain": _("Who masters the content"),
    "mastery.finding": ngettext_lazy(
        "Before the course %(before)s of %(n)s person mastered it, after it %(after)s",
        "Before the course %(before)s of %(n)s people mastered it, after it %(after)s",
        "n",
    ),
    "method.mastery.what": _("How many reached the pass mark of their cohort before and after the course."),
    "method.mastery.formula": _("First pre-test and best post-test, each against the pass mark."),
    "method.mastery.limits": _("Whoever is close to the mark may fall on the other side on another day."),
    "criteria.plain": _("The role-play, criterion by criterion"),
    "criteria.lowest": _("Lowest in the role-play: %(criterion)s, %(mean)s of 4"),
    "criteria.lowest_many": _("Lowest in the role-play, %(mean)s of 4: %(count)s criteria"),
    "criteria.said": _(
        "Critical criteria stand first. “Observed” says for how many people it could be rated."
    ),
    "method.criteria.what": _("The mean of each criterion of the assessed role-play."),
    "method.criteria.people": ngettext_lazy(
        "On %(people)s person rated.", "On %(people)s people rated.", "people"
    ),
    "method.criteria.formula": _("Mean over people of each one’s mean over the assessors, from 1 to 4."),
    "method.criteria.limits": _("Assessors differ in severity; a difference of a tenth says little."),
    # Groups and cohorts.
    "groups.alike": _("%(dimension)s: the differences are smaller than the margin"),
    "groups.apart": _("%(dimension)s: some differences are larger than the margin"),
    "groups.missing": _("missing: %(missing)s"),
    "method.groups.what": _("The change of each group, in the order of the list and not by value."),
    "method.groups.people": _("On the people in the first column."),
    "method.groups.left_out": _(
        "Groups too small to be shown are protected, and as many others as subtraction would need."
    ),
    "method.groups.limits": _(
        "Groups differ in who is in them. Their attributes are those of the day of enrolling."
    ),
    "cohorts.finding": _("Cohort by cohort, in the order of time"),
    "cohorts.limit": _(
        "Cohorts under way have no value yet. Others may be protected: their people are in the whole."
    ),
    "cohorts.waiting": ngettext_lazy(
        "%(count)s person, not due yet", "%(count)s people, not due yet", "count"
    ),
    "method.cohorts.what": _("The change of each cohort that is over, from the first to the latest."),
    # Different forms of a test.
    "forms.mean": _(
        "Before and after are different forms of the test. Who got which was left to chance, so their scores "
        "are put on one scale by the difference of the forms' means in the first test (n = %(n)s or more per "
        "form)."
    ),
    "forms.crossed": _(
        "Before and after are different forms of the test, taken by few people (n = %(n)s or more per form). "
        "About half began with each, so what one form is harder by cancels out in the gain of the group; of "
        "one person no gain is told."
    ),
    "forms.linear": _(
        "Before and after are different forms of the test. Who got which was left to chance, so their scores "
        "are put on one scale by the means and spreads of the forms in the first test (n = %(n)s or more per "
        "form)."
    ),
    "forms.tucker": _(
        "Before and after are different forms of the test. Their scores are put on one scale through the "
        "questions that both forms share (Tucker; n = %(n)s or more per form)."
    ),
    "forms.too_few_people": _(
        "Before and after are different forms of the test, and too few people (n = %(n)s in one of them) "
        "have taken them to put their scores on one scale: no gain between them is shown."
    ),
    "forms.too_few_anchors": _(
        "Before and after are different forms of the test that share too few questions to put their scores "
        "on one scale: no gain between them is shown."
    ),
    "forms.none": _(
        "Before and after are different forms of the test whose scores cannot be put on one scale: no gain "
        "between them is shown."
    ),
    # Opinions.
    "opinions.finding": ngettext_lazy(
        "Satisfaction: %(mean)s of 5 on %(n)s anonymous sheet",
        "Satisfaction: %(mean)s of 5 on %(n)s anonymous sheets",
        "n",
    ),
    "opinions.limit": _("Sheets are anonymous and know no center: they are of whole cohorts."),
    "method.opinions.what": _("The mean of the statements on the course in the evaluation, from 1 to 5."),
    "method.opinions.people": ngettext_lazy("On %(n)s anonymous sheet.", "On %(n)s anonymous sheets.", "n"),
    "method.opinions.left_out": _("Cohorts with too few sheets, and those in which it is still open."),
    "method.opinions.formula": _("Mean over sheets of each one’s mean; interval: Student’s t, 95%."),
    "method.opinions.limits": _("Being content says little about having learned."),
    # What people say they do at work, before the course and some weeks after it.
    "applying.plain": _("What people say they do at work"),
    "applying.rose": ngettext_lazy(
        "More people apply it at work: %(before)s of %(n)s person before the course, %(later)s after it",
        "More people apply it at work: %(before)s of %(n)s people before the course, %(later)s after it",
        "n",
    ),
    "applying.fell": ngettext_lazy(
        "Fewer people apply it at work: %(before)s of %(n)s person before the course, %(later)s after it",
        "Fewer people apply it at work: %(before)s of %(n)s people before the course, %(later)s after it",
        "n",
    ),
    "applying.unclear": ngettext_lazy(
        "It cannot be told whether more apply it: %(before)s of %(n)s person before, %(later)s after",
        "It cannot be told whether more apply it: %(before)s of %(n)s people before, %(later)s after",
        "n",
    ),
    "applying.after": ngettext_lazy(
        "%(count)s of %(n)s person applies it at work, some weeks after the course",
        "%(count)s of %(n)s people apply it at work, some weeks after the course",
        "n",
    ),
    "applying.said": _("To apply it is to do two thirds of the behaviors (4 of 6) often or always."),
    "applying.limit": _(
        "People say so of themselves: most see themselves kindly, and a course changes what they take for "
        "“often”."
    ),
    "method.applying.what": _(
        "The share of people who do what the course teaches often or always: as it began, and after it."
    ),
    "method.applying.people": ngettext_lazy(
        "On %(n)s person who answered both times.", "On %(n)s people who answered both times.", "n"
    ),
    "method.applying.left_out": _(
        "Missing after the course: %(missing)s; answered then, but not before it: %(first)s; cohorts still "
        "in time."
    ),
    "method.applying.formula": _(
        "Shares: Wilson’s interval; their difference, of the same people: Bonett and Price’s; both 95%."
    ),
    "method.applying.limits": _(
        "It is what people say they do; whoever supervises them, or their clients, may see it otherwise."
    ),
    "supervised.plain": _("What supervisors see at work"),
    "supervised.seen": ngettext_lazy(
        "Supervisors see it applied by %(count)s of %(n)s person",
        "Supervisors see it applied by %(count)s of %(n)s people",
        "n",
    ),
    "supervised.beside": ngettext_lazy(
        "Supervisors see it applied by %(seen)s of %(n)s person; %(own)s of the same say so themselves",
        "Supervisors see it applied by %(seen)s of %(n)s people; %(own)s of the same say so themselves",
        "n",
    ),
    "supervised.said": _(
        "The supervisors were named by the center or by the people themselves, and not drawn by lot."
    ),
    "supervised.kindly": _("Whoever is named like that may see people kindly."),
    "supervised.limit": _("Supervisors see a part of the hearings. What they did not see they left blank."),
    "method.supervised.what": _(
        "The share of people whom their supervisor sees do what the course teaches often or always."
    ),
    "method.supervised.people": ngettext_lazy(
        "On %(n)s person whose supervisor answered.", "On %(n)s people whose supervisors answered.", "n"
    ),
    "method.supervised.left_out": _(
        "Whoever has no supervisor named, or one who did not answer; and people about whom the blanks would "
        "decide it."
    ),
    "method.supervised.formula": _(
        "Applied: often or always in two thirds of what was asked (4 of 6); not applied: not even if every "
        "blank were “often”. Wilson’s interval, 95%."
    ),
    "method.supervised.limits": _(
        "It is an opinion, as the own account is: where they differ, neither measures the other. Own answers "
        "stand beside it only where that tells nothing of a few people."
    ),
    "behaviors.rose": ngettext_lazy(
        "%(count)s of %(of)s behavior is told to be more frequent after the course",
        "%(count)s of %(of)s behaviors are told to be more frequent after the course",
        "of",
    ),
    "behaviors.unclear_one": _("No clear rise in: %(behavior)s"),
    "behaviors.limit": _("A tenth of a point says little: the scale has five steps."),
    "method.behaviors.what": _("The mean answer to each behavior, from 1 (never) to 5 (always)."),
    "method.behaviors.formula": _(
        "Mean of (after − before) over the same people; interval: Student’s t, 95%."
    ),
    # What parties of hearings say.
    "clients.plain": _("What parties of hearings say of how they were treated"),
    "clients.satisfied": ngettext_lazy(
        "%(count)s of %(n)s party of a hearing is satisfied with the conciliation (%(period)s)",
        "%(count)s of %(n)s parties of hearings are satisfied with the conciliation (%(period)s)",
        "n",
    ),
    "clients.said": _(
        "Fair treatment is the mean of eight statements on voice, neutrality, respect and trust, from 1 to 5."
    ),
    "clients.limit": _("Those who settled answer more often, and how a hearing ended colors the rest."),
    "clients.sides_plain": _("Both sides of the hearings (%(period)s)"),
    "clients.employers_higher": _("Employers feel treated more fairly than workers (%(period)s)"),
    "clients.workers_higher": _("Workers feel treated more fairly than employers (%(period)s)"),
    "clients.sides_alike": _(
        "It cannot be told whether one side feels treated more fairly than the other (%(period)s)"
    ),
    "clients.sides_limit": _(
        "Both sides come with different hopes: a difference is a reason to look, and no proof."
    ),
    "method.clients.what": _(
        "The share of parties who are satisfied or very satisfied on the whole, and the mean of the "
        "statements on how they were treated."
    ),
    "method.clients.people": ngettext_lazy("On %(n)s anonymous sheet.", "On %(n)s anonymous sheets.", "n"),
    "method.clients.left_out": _(
        "Periods that run or hold too few sheets. Where sides stand apart, sheets of a side with too "
        "few of them are in no figure."
    ),
    "method.clients.formula": _(
        "Share: Wilson’s interval. Mean over sheets of each one’s mean: Student’s t. Both 95%."
    ),
    "method.clients.gap": _("Difference of both means; interval: Welch’s t, 95%."),
    "method.clients.limits": _("Being satisfied says little about whether an agreement is lawful or lasts."),
    # One person's own record.
    "record.hours": ngettext_lazy(
        "%(hours)s certified hour since %(since)s", "%(hours)s certified hours since %(since)s", "hours"
    ),
    "record.no_hours": _("No certified hours in the last three years yet"),
    "record.lead": ngettext_lazy(
        "Of %(count)s certificate in force, issued in the last three years.",
        "Of %(count)s certificates in force, issued in the last three years.",
        "count",
    ),
    "record.certificates": ngettext_lazy("%(count)s certificate", "%(count)s certificates", "count"),
    "record.limit": _("Anybody can check a certificate by its code on the page “Check a certificate”."),
    "record.gain": _("What you gained by topic"),
    "record.revisit": _("Worth another look: %(topic)s"),
    "levels.limit_own": _("Topics have few questions each: a single one moves them much."),
    # What a report says and does not say.
    "limits.same_people": _("The same people are compared, before and after."),
    "limits.not_practice": _("Knowing more that day is not applying it at work."),
    "limits.missing": ngettext_lazy(
        "%(missing)s person lacks a test; if nobody of them had changed, the mean would be %(gain)s points.",
        "%(missing)s people lack a test; if nobody of them had changed, the mean would be %(gain)s points.",
        "missing",
    ),
    "limits.no_comparison": _(
        "Without a comparison group it is not known how much of this is due to the course."
    ),
    "limits.left": _("Whoever left the course is in no result."),
}
