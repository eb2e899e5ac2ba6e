"""A document as an archive: the page as one file, each table on its own, all of it sealed."""

from analytics.render.archives import archive, as_csv, listed
from analytics.render.documents import html_file
from analytics.render.documents.tables import cover, spread
from analytics.render.documents.written import words
from analytics.reports.document import Document
from lms.core.spreadsheets import escape


def files(document: Document) -> dict[str, str | bytes]:
    """By name, what there is: numbers are those of the page, with its digits."""
    tables = {}
    for place, figure in enumerate((one for one in document.figures if one.table.rows), start=1):
        head, *rows = spread(figure.table)
        name = f"tables/{place:02}.csv"
        tables[name] = (words(figure.table.title), as_csv(_safe(head), map(_safe, rows)))
    what = {"report.html": words(document.title), **{name: title for name, (title, _text) in tables.items()}}
    about = "\n".join(f"{name} {text}".strip() for name, text in cover(document))
    return {
        "README.md": f"# {words(document.title)}\n\n{about}\n\n{listed({**what, 'SHA256SUMS': 'seals'})}\n",
        "report.html": html_file.render(document),
        **{name: text for name, (_title, text) in tables.items()},
    }


def render(document: Document) -> bytes:
    """The bytes of the archive."""
    return archive(files(document))


def _safe(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(escape(one) for one in row)
