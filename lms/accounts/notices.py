"""The privacy notice: one text file per version and language, reviewed as text."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, gettext
from markdown_it import MarkdownIt

FOLDER = Path(__file__).parent / "notice_texts"
SOURCE_LANGUAGE = "es"


@dataclass(frozen=True, slots=True)
class Notice:
    """One version of the notice in one language."""

    version: str
    language: str
    text: str

    @property
    def digest(self) -> str:
        """By which a consent says exactly which text was on the screen."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def html(self) -> str:
        """The text as HTML; raw HTML inside it is shown as text."""
        return MarkdownIt("commonmark", {"html": False}).enable("table").render(self.text)


@cache
def current_version() -> str:
    """The newest version: files are named by the day from which they hold."""
    return max(path.name.split(".")[0] for path in FOLDER.glob(f"*.{SOURCE_LANGUAGE}.md"))


def current_notice(language: str | None = None) -> Notice:
    """The notice in force, in the given or active language, with the operator's particulars."""
    language = (language or get_language() or SOURCE_LANGUAGE).split("-")[0]
    file = FOLDER / f"{current_version()}.{language}.md"
    if not file.exists():
        language, file = SOURCE_LANGUAGE, FOLDER / f"{current_version()}.{SOURCE_LANGUAGE}.md"
    text = file.read_text(encoding="utf-8")
    missing = gettext("(to be completed by the responsible body)")
    for word, value in {
        "{{controller}}": settings.PRIVACY_CONTROLLER,
        "{{address}}": settings.PRIVACY_ADDRESS,
        "{{contact}}": settings.PRIVACY_CONTACT,
    }.items():
        text = text.replace(word, value or missing)
    return Notice(current_version(), language, text)
