"""Pictures in Moodle XML: files beside a text, in Base64, that its HTML shows by their name."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote
from xml.etree.ElementTree import Element, SubElement

from django.utils.translation import gettext as _

from assessments.item_files import markup
from assessments.item_files.model import LANGUAGES
from lms.core.errors import UserError
from lms.core.tidy_pictures import tidied

PREFIX = "@@PLUGINFILE@@/"


def inner(element: Element, path: str = "") -> str:
    """The text at a place: in `<text>`, or itself."""
    found = element.find(path) if path else element
    if found is None:
        return ""
    text = found.find("text")
    return (found if text is None else text).text or ""


@dataclass(slots=True)
class Pictures:
    """The pictures of one question, small and bare: `data` is Base64 by digest, `notes` what was not read.

    Words without a mark of language are in `language`.
    """

    language: str = LANGUAGES[0]
    data: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    _read: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    _taken: dict[int, str] = field(default_factory=dict)

    def of(self, element: Element | None) -> dict[str, Any] | None:
        """The picture of a text as a question stores it, None where it has none; of several the first."""
        if element is None:
            return None
        if id(element) not in self._read:
            self._read[id(element)] = self._find(element)
        return self._read[id(element)]

    def rest(self, element: Element | None) -> str:
        """The HTML of a text without the picture that was read from it."""
        if element is None:
            return ""
        self.of(element)
        address = self._taken.get(id(element))
        return inner(element) if address is None else markup.without_image(inner(element), address)

    def _find(self, element: Element) -> dict[str, Any] | None:
        files = {one.get("name", ""): one for one in element.findall("file")}
        if not files:
            return None
        said = markup.images(inner(element))
        address = next((one for one, _alt, _code in said if _name(one) in files), None)
        if address is None:
            return None
        try:
            picture = tidied(b64decode("".join((files[_name(address)].text or "").split()), validate=True))
        except (Error, ValueError):
            self.notes.append(_("A picture of it is damaged and was left out."))
            return None
        except UserError as error:
            self.notes.append(str(error))
            return None
        alt = {
            code: next((words for one, words, of in said if one == address and of in (code, "")), "").strip()
            for code in LANGUAGES
        }
        if not any(of for one, _words, of in said if one == address):
            alt = {code: alt[code] if code == self.language else "" for code in LANGUAGES}
        self.data[picture.digest] = b64encode(picture.data).decode()
        self._taken[id(element)] = address
        return {"digest": picture.digest, "width": picture.width, "height": picture.height, "alt": alt}


def _name(address: str) -> str:
    return unquote(address.removeprefix(PREFIX)) if address.startswith(PREFIX) else ""


def show(element: Element, thing: dict[str, Any], pictures: Any) -> None:
    """Add the picture of a question or line to the text that stands in `element` already, with its file."""
    drawing = thing.get("picture")
    if not drawing or drawing["digest"] not in pictures:
        return
    data = pictures[drawing["digest"]]
    name = f"{drawing['digest'][:16]}.{'png' if data.startswith('iVBOR') else 'jpg'}"
    text = element.find("text")
    if text is not None:
        tag = markup.image(PREFIX + quote(name), drawing["alt"], drawing["width"], drawing["height"])
        text.text = (text.text or "") + tag
    SubElement(element, "file", {"name": name, "path": "/", "encoding": "base64"}).text = data
