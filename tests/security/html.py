"""What in a page could run, or load something from elsewhere."""

from functools import cache
from html.parser import HTMLParser
from urllib.parse import urlsplit

LOADS = {"src", "srcset", "poster", "data", "action", "formaction", "background"}


class Inspector(HTMLParser):
    """Collects what a strict content security policy would have to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults += faults_in(tag, tuple(attrs))

    handle_startendtag = handle_starttag

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks for them."""
        return j


@cache
def faults_in(tag: str, attrs: tuple[tuple[str, str | None], ...]) -> list[str]:
    """What is wrong with a start tag, which most pages have in common."""
    faults = []
    given = {name: value or "" for name, value in attrs}
    is_data = given.get("type") == "application/json"
    if tag == "style" or (tag == "script" and "src" not in given and not is_data):
        faults.append(f"inline <{tag}>")
    if tag in {"base", "iframe", "object", "embed"}:
        faults.append(f"<{tag}>")
    for name, value in given.items():
        if name.startswith("on") or name in {"style", "srcdoc"}:
            faults.append(f"{name} on <{tag}>")
        address = urlsplit(value.strip()) if name in LOADS | {"href"} else None
        if address and address.scheme in {"javascript", "vbscript", "data"}:
            faults.append(f"{address.scheme}: in {name} of <{tag}>")
        if address and address.netloc and (name in LOADS or tag == "link"):
            faults.append(f"<{tag}> loads from {address.netloc}")
    return faults


def faults_of(page: str) -> list[str]:
    """Everything in `page` that could run or that calls outside."""
    inspector = Inspector()
    inspector.feed(page)
    inspector.close()
    return inspector.faults
