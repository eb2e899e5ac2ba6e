"""Words of two languages in one text, as Moodle's filters write them, and HTML as plain words.

Both spellings are read: `<span lang="es" class="multilang">` (Moodle's own filter) and `{mlang es}`
(the additional one); the first is written. Formatting is dropped: our questions are plain text.
"""

import html
import re
from html.parser import HTMLParser

from assessments.item_files.model import LANGUAGES, Words
from lms.core.text import tidy as one_line

_MLANG = re.compile(r"\{\s{0,9}mlang(?:\s{1,9}([\w,-]{1,40}))?\s{0,9}\}", re.IGNORECASE)
_SPANS = re.compile(r'<(?:span|lang)\b[^>]*\bclass=["\']multilang["\']', re.IGNORECASE)
_EMPTY_SPAN = re.compile(r'<span\b[^>]*\bclass="multilang"[^>]*>\s*</span>', re.IGNORECASE)
_BREAKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "pre"})
_SILENT = frozenset({"script", "style", "head", "title", "iframe", "object"})
# Tags whose loss changes what a question says, beside the dress of letters.
MEANING = frozenset({"img", "table", "audio", "video", "iframe", "object", "math", "svg", "sup", "sub"})


def same(text: str) -> dict[str, str]:
    """`text` in every language."""
    return dict.fromkeys(LANGUAGES, text)


def words(text: str, *, is_html: bool, language: str) -> dict[str, str]:
    """The words of a text in each language.

    One without marks of language is in `language` alone, and "" in the others; numbers and signs, which
    need no translation, are in all.
    """
    found = _marked(text)
    if found is None:
        plain = _plain(text) if is_html or looks_like_html(text) else tidy(text)
        if not any(letter.isalpha() for letter in plain):
            return same(plain)
        return {code: plain if code == language else "" for code in LANGUAGES}
    return {code: _plain(found.get(code, "")) for code in LANGUAGES}


def lost(text: str) -> list[str]:
    """Tags in it whose loss changes the meaning, each once."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return sorted(MEANING & reader.tags)


def marked(texts: Words) -> str:
    """HTML that says every language; without marks what needs no translation or is in the first one alone."""
    said = {code: texts[code] for code in LANGUAGES if texts.get(code)}
    if list(said) == [LANGUAGES[0]] or not any(letter.isalpha() for text in said.values() for letter in text):
        return _escaped(next(iter(said.values()), ""))
    return spans(said)


def images(text: str) -> list[tuple[str, str, str]]:
    """(address, words, language or "") of each picture in HTML, in order."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.images


def without_image(text: str, address: str) -> str:
    """HTML without the pictures of one address, and without marks of language around nothing."""
    named = re.compile(r"<img\b[^>]*" + re.escape(html.escape(address)) + r"[^>]*>", re.IGNORECASE)
    return _EMPTY_SPAN.sub("", named.sub("", text))


def image(address: str, alt: Words, width: int, height: int) -> str:
    """HTML of a picture, with the words of each language where that one is read."""

    def one(words: str) -> str:
        size = f'width="{width}" height="{height}"'
        return f'<img src="{html.escape(address)}" alt="{html.escape(words)}" {size}>'

    said = {code: one(alt.get(code, "")) for code in LANGUAGES}
    return "".join(f'<span lang="{code}" class="multilang">{tag}</span>' for code, tag in said.items())


def spans(said: Words) -> str:
    """HTML with a mark around the words of each language."""
    return "".join(
        f'<span lang="{code}" class="multilang">{_escaped(text)}</span>' for code, text in said.items()
    )


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("\n", "<br>")


def tidy(text: str) -> str:
    """Lines without blanks at their ends, and none empty."""
    lines = (one_line(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)


def looks_like_html(text: str) -> bool:
    return bool(
        re.search(r"</?(?:p|br|div|span|b|i|em|strong|ul|ol|li|img|table)\b[^>]*>", text, re.IGNORECASE)
    )


def _marked(text: str) -> dict[str, str] | None:
    """HTML by language, or None where nothing is marked; what stands outside of marks is in all."""
    if _SPANS.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        return {code: html.escape(said, quote=False) for code, said in reader.by_language.items()}
    if not _MLANG.search(text):
        return None
    found: dict[str, str] = dict.fromkeys(LANGUAGES, "")
    # Text and marks take turns; a mark with a language begins it, one without ends it.
    outside, *marks = _MLANG.split(text)
    for named, said in [(None, outside), *zip(marks[::2], marks[1::2], strict=True)]:
        codes = LANGUAGES if named is None else [one.split("-")[0].lower() for one in named.split(",")]
        for code in found.keys() & set(codes):
            found[code] += said
    return found


def _plain(text: str) -> str:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return tidy("".join(reader.said))


class _Reader(HTMLParser):
    """Text of HTML, whole and by the language of Moodle's spans; bad HTML is read as browsers do."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.by_language: dict[str, str] = dict.fromkeys(LANGUAGES, "")
        self.tags: set[str] = set()
        self.images: list[tuple[str, str, str]] = []
        self._open: list[tuple[str, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        facts = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self._silent += 1
        if tag in _BREAKS:
            self._say("\n")
        if tag in ("span", "lang"):
            language = facts.get("lang", "").split("-")[0].lower()
            self._open.append((tag, language if "multilang" in facts.get("class", "") else ""))
        if tag == "img":
            language = next((code for _tag, code in reversed(self._open) if code), "")
            self.images.append((facts.get("src", ""), facts.get("alt", ""), language))
        if tag == "img" and facts.get("alt"):
            self._say(f" [{facts['alt']}] ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BREAKS:
            self._say("\n")
        if tag in ("span", "lang") and self._open:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # Line breaks of the source are blanks in HTML.
            self._say(re.sub(r"[ \t\r\n]+", " ", data))

    def _say(self, text: str) -> None:
        self.said.append(text)
        language = next((code for _tag, code in reversed(self._open) if code), "")
        for code in LANGUAGES:
            if not language or language == code:
                # A break is written as one that `_plain` reads again.
                self.by_language[code] += text
