"""How the report on a file of scores can be taken away."""

from collections.abc import Callable

from analytics.render.documents.formats import FILES
from analytics.render.scores import as_json
from analytics.render.scores.document import document
from analytics.reports.document import Document
from analytics.reports.scores.data import ScoresReport

Writer = Callable[[ScoresReport], str | bytes]


def _of(write: Callable[[Document], bytes]) -> Writer:
    return lambda report: write(document(report))


def _bundle(report: ScoresReport) -> bytes:
    from analytics.render.scores import bundle  # the page need not load it

    return bundle.render(report)


DOWNLOADS: dict[str, tuple[Writer, str]] = {
    **{kind: (_of(write), media_type) for kind, (media_type, write) in FILES.items()},
    "json": (as_json.render, "application/json"),
    "zip": (_bundle, "application/zip"),
}
