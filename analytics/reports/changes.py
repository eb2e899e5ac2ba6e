"""Why did this figure change: the causes between the last two releases, exact in count and base."""

from collections.abc import Mapping
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from analytics import disclosure
from analytics.releases.changes import Change, changes
from analytics.releases.models import Release
from analytics.releases.reading import participation
from analytics.reports.center import labels
from analytics.reports.document import (
    Column,
    Document,
    Figure,
    Head,
    Live,
    Measure,
    Number,
    Picture,
    Row,
    Section,
    Sentence,
    Table,
    Text,
    Unit,
)
from analytics.selectors.figures import figures_of
from analytics.selectors.scopes import Scope

EMPTY: tuple[Text, Text] = (
    _("There is no second publication yet"),
    _("From the second one on, this page says by which causes each figure moved, and how much."),
)
CAUSES: Mapping[str, Text] = {
    "definition": _("Another definition or method"),
    "corrections": _("Corrected keys and results"),
    "gone": _("Erased or withdrawn people"),
    "due": _("Cohorts that came due"),
    "new": _("People who were enrolled since"),
    "late": _("Records that came late"),
    "other": _("Other changes"),
}


def document(scope: Scope, *, key: str, files: str) -> Document | None:
    """The last release against the one before; None as long as there is only one.

    `files` is the report of which the files of both releases are offered.
    """
    releases = list(Release.objects.order_by("-number")[:2])
    if len(releases) < 2:
        return None
    last, before = releases
    if scope.center_ids is None:
        live = participation(last, scope.cohorts)
    else:
        live, _names = figures_of(scope.cohorts, center_ids=scope.center_ids)
    least = 2 * disclosure.minimum(scope.audience)
    found = changes(last, before, live, center_ids=scope.center_ids, least=least)
    moved = [one for one in found if one.before != one.after or one.parts]
    return Document(
        key=key,
        title=_("Why did the figures change?"),
        head=Head(
            about=tuple(scope.centers.values()) if scope.center_ids is not None else (_("Whole program"),),
            as_of=timezone.localdate(last.data_as_of),
            release=str(last.number),
            next_release=last.next_on,
            simulated=any(info.is_simulated for info in live.cohorts.values()),
        ),
        headline=Sentence(
            _("From publication %(before)s to publication %(after)s")
            if moved
            else _("Nothing changed from publication %(before)s to publication %(after)s"),
            {"before": Number(before.number), "after": Number(last.number)},
        ),
        lead=(
            Sentence(
                _("Released on %(before)s and %(day)s by the daily run of the server, as announced."),
                {"before": _day(before), "day": _day(last)},
            ),
            Sentence(
                _("Seals: %(before)s and %(after)s."),
                {"before": before.digest[:12], "after": last.digest[:12]},
            ),
        ),
        sections=(
            Section("changes", tuple(_figure(one, least) for one in moved)),
            Section("files", (Live("files", [(files, one.number) for one in (last, before)]),)),
        ),
    )


def _day(release: Release) -> date:
    return timezone.localdate(release.published_at)


def _figure(one: Change, least: int) -> Figure:
    told = [part for part in one.parts if part[0] != "other" or part[1] >= least]
    hidden = len(told) < len(one.parts)
    steps = {} if hidden else _steps(one)
    rows = [
        Row(
            _("Before"),
            (
                _share(one.before),
                Measure(Number(one.before[0]), one.before[1], one.before[0]),
                Number(one.before[1]),
                "–",
            ),
        ),
        *(
            Row(
                CAUSES[cause],
                (
                    Measure(Number(steps[cause], Unit.CHANGE), people) if cause in steps else "–",
                    Measure(Number(count), people),
                    Measure(Number(base), people),
                    Measure(Number(people), people),
                ),
            )
            for cause, people, count, base in told
        ),
        Row(
            _("Now"),
            (
                _share(one.after),
                Measure(Number(one.after[0]), one.after[1], one.after[0]),
                Number(one.after[1]),
                "–",
            ),
        ),
    ]
    return Figure(
        Sentence(labels.INDICATORS[one.code]),
        Table(
            f"changes-{one.code.lower()}",
            labels.INDICATORS[one.code],
            _("Cause"),
            (Column(_("Share")), Column(_("Count")), Column(_("Base")), Column(_("People"))),
            tuple(rows),
        ),
        picture=Picture("steps", (0,), axis=_("Share, %")) if steps else None,
        said=_said(one, hidden, least),
        plain=True,
    )


def _steps(one: Change) -> dict[str, float]:
    """By cause, by how much it moved the share, one after the other; they add up to the whole change."""
    (count, base), found = one.before, {}
    if not base:
        return {}
    for cause, _people, more, larger in one.parts:
        share, count, base = count / base, count + more, base + larger
        if not base:
            return {}
        found[cause] = count / base - share
    return found


def _said(one: Change, hidden: bool, least: int) -> tuple[Sentence, ...]:
    found = [
        Sentence(
            _("%(people)s people are in both publications unchanged."),
            {"people": Measure(Number(one.unchanged), one.unchanged)},
        )
    ]
    if hidden:
        found.append(
            Sentence(_("The data of at least %(people)s people changed."), {"people": Number(least)})
        )
    if any(part[0] == "definition" for part in one.parts):
        found.append(Sentence(_("The definition changed: that part is no movement of people.")))
    return tuple(found)


def _share(pair: tuple[int, int]) -> Measure:
    count, base = pair
    return Measure(Number(count / base, Unit.PERCENT) if base else None, base, count)
