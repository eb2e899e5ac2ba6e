"""What a page's mark-up has to hold, checked as strictly as the HTML and ARIA standards put it.

Stricter than a browser, which mends what it reads: every element is closed where it was opened, and what
stands where it may not is named. A subset of what a validator knows, chosen for what templates get wrong.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from typing import ClassVar

VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
}  # fmt: skip
BLOCKS = {
    "address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p", "pre",
    "section", "table", "ul",
}  # fmt: skip
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
# Elements that hold words and what runs in them; those of TITLED may hold a heading.
WORDS = {
    "p", *HEADINGS, "span", "b", "strong", "em", "i", "small", "label", "button", "cite", "time", "abbr",
    "code", "q", "sub", "sup",
}  # fmt: skip
TITLED = {"legend", "summary"}
CHILDREN = {
    "ul": {"li"}, "ol": {"li"}, "dl": {"dt", "dd", "div"}, "tr": {"th", "td"},
    "select": {"option", "optgroup"}, "thead": {"tr"}, "tbody": {"tr"}, "tfoot": {"tr"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot"},
}  # fmt: skip
PARENTS = {
    "li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "legend": {"fieldset"},
    "summary": {"details"}, "caption": {"table"}, "figcaption": {"figure"},
    "option": {"select", "optgroup", "datalist"},
}  # fmt: skip
CONTROLS = {"input", "select", "textarea", "button"}
REFERENCES = (
    "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "form", "list", "headers",
)  # fmt: skip
LANDMARKS = {"nav": "navigation", "main": "main", "aside": "complementary"}
NAMED_ROLES = {"region", "search", "form", "navigation", "complementary"}
WITHOUT_NAME = {"div", "span", "p", "li", "dt", "dd", "b", "strong", "em", "i", "small", "td", "code"}
# A tag that ends at its first ">" whatever comes after it.
WHOLE_TAG = re.compile(r"""<[a-z][^\s"'<>/=]*(?:\s+[^\s"'<>/=]+(?:="[^"]*")?)*\s*/?>""")
LANGUAGE = re.compile(r"[a-z]{2}(-[A-Z]{2})?")
MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?([+-]\d\d:?\d\d|Z)?)?")


@dataclass(slots=True)
class Element:
    """One element: its name, its attributes, what it stands in and which words of the page are in it."""

    tag: str
    attrs: dict[str, str]
    parent: "Element | None"
    page: list[str]
    begins: int = 0
    ends: int | None = None
    drawn: bool = False
    children: list["Element"] = field(default_factory=list)

    def within(self, *tags: str) -> "Element | None":
        """The nearest element of these names around this one."""
        one = self.parent
        while one is not None and one.tag not in tags:
            one = one.parent
        return one

    @property
    def text(self) -> str:
        """Everything that is written in it, on one line."""
        return " ".join("".join(self.page[self.begins : self.ends]).split())

    @property
    def role(self) -> str:
        return self.attrs.get("role", "")


@dataclass(frozen=True, slots=True)
class Tag:
    """What a start tag says, whatever page it is on."""

    name: str
    attrs: dict[str, str]
    is_empty: bool
    faults: list[str]


class Reader(HTMLParser):
    """Reads a page into elements, and notes what is not well formed.

    Pages have most of their tags in common, so a tag written alike is read once.
    """

    read_before: ClassVar[dict[str, Tag]] = {}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.words: list[str] = []
        self.root = Element("#root", {}, None, self.words)
        self.at = self.root
        self.all: list[Element] = []
        self.faults: list[str] = []
        self.tag: Tag | None = None

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks for them."""
        return j

    def parse_starttag(self, i: int) -> int:
        """Read the tag at `i`, and say where it ends."""
        end = self.rawdata.find(">", i) + 1
        written = self.rawdata[i:end]
        if tag := self.read_before.get(written):
            self._open(tag)
            return end
        self.tag = None
        after = super().parse_starttag(i)
        if self.tag and after == end and self.cdata_elem is None and WHOLE_TAG.fullmatch(written):
            self.read_before[written] = self.tag
        return after

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]], is_empty: bool = False) -> None:
        names = Counter(name for name, _value in attrs)
        twice = [f"{name} twice on <{tag}>" for name, n in names.items() if n > 1]
        said = {name: value or "" for name, value in attrs}
        self.tag = Tag(tag, said, is_empty or tag in VOID, twice)
        self._open(self.tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs, is_empty=True)

    def _open(self, tag: Tag) -> None:
        begins = len(self.words)
        drawn = self.at.drawn or self.at.tag == "svg"
        element = Element(tag.name, tag.attrs, self.at, self.words, begins, drawn=drawn)
        self.faults += tag.faults
        self.faults += misplaced(element)
        self.at.children.append(element)
        self.all.append(element)
        if tag.is_empty:
            element.ends = begins
        else:
            self.at = element

    def handle_endtag(self, tag: str) -> None:
        if tag != self.at.tag:
            self.faults.append(f"</{tag}> closes <{self.at.tag}>")
            return
        self.at.ends = len(self.words)
        self.at = self.at.parent or self.root

    def handle_data(self, data: str) -> None:
        if "<" in data and self.at.tag not in ("script", "style"):
            self.faults.append(f"a bare < in <{self.at.tag}>")
        self.words.append(data)

    def handle_entityref(self, name: str) -> None:
        self.words.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.words.append(unescape(f"&#{name};"))


def misplaced(one: Element) -> list[str]:
    """What stands where the standard does not let it."""
    parent, tag = one.parent, one.tag
    if parent is None or one.drawn:
        return []
    found = []
    around = parent
    while around.parent is not None and around.tag in ("a", "ins", "del"):  # these hold what their parent may
        around = around.parent
    if (around.tag in WORDS and tag in BLOCKS) or (around.tag in TITLED and tag in BLOCKS - HEADINGS):
        found.append(f"<{tag}> in <{around.tag}>")
    allowed = CHILDREN.get(parent.tag)
    if allowed and tag not in allowed | {"script", "template"}:
        found.append(f"<{tag}> in <{parent.tag}>")
    if tag in PARENTS and parent.tag not in PARENTS[tag]:
        found.append(f"<{tag}> in <{parent.tag}>")
    if tag == "legend" and parent.children:
        found.append("a <legend> that is not first")
    pressed = "a" if tag == "a" else tag if tag == "form" else ""
    if pressed and one.within(pressed):
        found.append(f"<{tag}> in <{pressed}>")
    if tag in CONTROLS | {"a", "summary"} and one.within("a", "button"):
        found.append(f"<{tag}> in something to press")
    return found


def read(page: str) -> Reader:
    """The page as elements."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    if reader.at is not reader.root:
        reader.faults.append(f"<{reader.at.tag}> is never closed")
    return reader


def faults_of(page: str) -> list[str]:
    """Everything in a page that its mark-up must not have."""
    reader = read(page)
    rules = (ids, references, attributes, headings, landmarks, labels, groups, tables, frame)
    return reader.faults + [fault for rule in rules for fault in rule(reader.all)]


def ids(all_: list[Element]) -> list[str]:
    counts = Counter(one.attrs["id"] for one in all_ if "id" in one.attrs)
    return [f"id {name!r} {n} times" for name, n in counts.items() if n > 1 or not name or " " in name]


def references(all_: list[Element]) -> list[str]:
    """Ids and places of this page that something names and nothing has."""
    known = {one.attrs.get("id") for one in all_}
    named = [
        (one.tag, name, word)
        for one in all_
        for name in REFERENCES
        if name in one.attrs
        for word in one.attrs[name].split() or [""]
    ]
    named += [
        (one.tag, "href", one.attrs["href"][1:])
        for one in all_
        if one.tag == "a" and one.attrs.get("href", "").startswith("#")
    ]
    return [f"{name} of <{tag}> leads to no {word!r}" for tag, name, word in named if word not in known]


def attributes(all_: list[Element]) -> list[str]:
    found = []
    for one in all_:
        tag, attrs = one.tag, one.attrs
        if "required" in attrs:  # exposed as invalid before anybody wrote anything; see lms/core/fields.py
            found.append(f"required on <{tag}>")
        if attrs.get("tabindex", "0") not in ("0", "-1"):
            found.append(f"tabindex {attrs['tabindex']}")
        if tag == "img" and "alt" not in attrs:
            found.append("<img> without alt")
        if "datetime" in attrs and not MOMENT.fullmatch(attrs["datetime"]):
            found.append(f"datetime {attrs['datetime']}")
        if "lang" in attrs and not LANGUAGE.fullmatch(attrs["lang"]):
            found.append(f"lang {attrs['lang']!r} on <{tag}>")
        if {"aria-label", "aria-labelledby"} & attrs.keys() and tag in WITHOUT_NAME and not one.role:
            found.append(f"a name on <{tag}>, which can have none")
        if attrs.get("aria-hidden") == "true" and attrs.get("href"):
            found.append(f"hidden <{tag}> that can be reached")
        if "aria-invalid" in attrs and attrs.get("type") in ("radio", "checkbox") and one.within("fieldset"):
            found.append("a mark on each control of a group")
        if tag in ("a", "button") and not name_of(one, all_):
            found.append(f"<{tag}> without a name")
    focused = [one for one in all_ if "autofocus" in one.attrs]
    return found + (["several elements ask for the focus"] if len(focused) > 1 else [])


def headings(all_: list[Element]) -> list[str]:
    """One first heading, no level left out, none empty."""
    levels = [(int(one.tag[1]), one.text) for one in all_ if one.tag in HEADINGS]
    found = [f"an empty <h{level}>" for level, text in levels if not text]
    if sum(level == 1 for level, _text in levels) != 1:
        found.append(f"{sum(level == 1 for level, _text in levels)} first headings")
    skipped = ((a, b, text) for (a, _), (b, text) in pairwise(levels) if b > a + 1)
    return found + [f"h{a} is followed by h{b}: {text[:40]}" for a, b, text in skipped]


def landmarks(all_: list[Element]) -> list[str]:
    """Landmarks of one role go by different names, and regions have one."""
    seen: list[tuple[str, str]] = []
    found = []
    for one in all_:
        role = one.role or LANDMARKS.get(one.tag, "")
        if not role and one.tag not in ("section", "form"):
            continue
        name = label_of(one, all_)
        if one.tag in ("section", "form") and name and not one.role:
            role = "region" if one.tag == "section" else "form"
        if role in ("region", "form") and not name:
            found.append(f"<{one.tag}> is a {role} without a name")
        if role in NAMED_ROLES | {"main"}:
            seen.append((role, name))
    return found + [f"{n} landmarks {role} {name!r}" for (role, name), n in Counter(seen).items() if n > 1]


def labels(all_: list[Element]) -> list[str]:
    """Every control has a name, and not only a placeholder."""
    fors = {one.attrs.get("for") for one in all_ if one.tag == "label" and one.text}
    return [
        f"<{one.tag} name={one.attrs.get('name', '')}> without a label"
        for one in all_
        if one.tag in ("input", "select", "textarea")
        and one.attrs.get("type") not in ("hidden", "submit", "button")
        and not (one.attrs.get("id") and one.attrs["id"] in fors)
        and not one.within("label")
        and not label_of(one, all_)
    ]


def groups(all_: list[Element]) -> list[str]:
    """Radios stand in a fieldset with a legend that says what is asked; so do checkboxes of one name."""
    inputs = [one for one in all_ if one.tag == "input" and one.attrs.get("type") in ("radio", "checkbox")]
    ticks = Counter(_group(one) for one in inputs)
    asked = [one for one in inputs if one.attrs["type"] == "radio" or ticks[_group(one)] > 1]
    loose = []
    for one in asked:
        around = one.within("fieldset")
        if around is None or not any(child.tag == "legend" and child.text for child in around.children):
            loose.append(f"{one.attrs['type']} {one.attrs.get('name', '')} outside a group with a legend")
    return sorted(set(loose))


def _group(one: Element) -> tuple[int, str | None]:
    return id(one.within("form")), one.attrs.get("name")


def tables(all_: list[Element]) -> list[str]:
    """A table has a name, and each column and row a header that says of what it is one."""
    found = []
    for one in all_:
        if one.tag == "th" and ("scope" not in one.attrs or not one.text):
            found.append(f"<th> without {'scope' if 'scope' not in one.attrs else 'words'}: {one.text[:30]}")
        if one.tag == "table":
            caption = any(child.tag == "caption" and child.text for child in one.children)
            around = one.within("section", "div")
            if not caption and not label_of(one, all_) and not (around and label_of(around, all_)):
                found.append("<table> without a name")
    return found


def frame(all_: list[Element]) -> list[str]:
    """Language and title of the page; the title holds words of its own."""
    html = next((one for one in all_ if one.tag == "html"), None)
    titles = [one.text for one in all_ if one.tag == "title" and not one.within("svg")]
    found = [] if html and html.attrs.get("lang") else ["no language"]
    if len(titles) != 1 or not titles[0].removesuffix("· Acuerdo").strip():
        found.append(f"title {titles}")
    return found


def title_of(page: str) -> str:
    """The page's title."""
    found = re.search(r"<title>(.*?)</title>", page, re.DOTALL)
    return " ".join(found.group(1).split()) if found else ""


def label_of(one: Element, all_: list[Element]) -> str:
    """The name that ARIA gives it, or ""."""
    if told := one.attrs.get("aria-label", "").strip():
        return told
    words = one.attrs.get("aria-labelledby", "").split()
    return " ".join(other.text for other in all_ if other.attrs.get("id") in words) if words else ""


def name_of(one: Element, all_: list[Element]) -> str:
    """What it is called: by ARIA, by its words, by a picture in it."""
    return label_of(one, all_) or one.text or one.attrs.get("title", "") or one.attrs.get("aria-hidden", "")
