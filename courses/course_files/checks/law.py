"""Law in a course: what it states has its article, and that article exists."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.course_files.checks.base import promises
from courses.course_files.checks.instruments import test_items
from courses.course_files.checks.lessons import texts
from courses.course_files.checks.words import sentences
from courses.course_files.markup import block_text
from courses.course_files.problems import Problem
from courses.course_files.schema.base import LANGUAGES
from courses.course_files.schema.course import CourseFile
from courses.course_files.schema.lessons import Block, CheckBlock, LawBlock


@dataclass(frozen=True, slots=True)
class Law:
    """The articles of a law: numbers up to the last one, and those with a letter or a Bis that were read."""

    last: int
    lettered: frozenset[str] = frozenset()

    def has(self, article: str) -> bool:
        """Whether an article ("684-E", "390 Ter", "527") exists, whatever its section."""
        number = int(re.match(r"\d+", article)[0])  # type: ignore[index]
        return article in self.lettered or (article.isdecimal() and 1 <= number <= self.last)


# Who reads another article with a letter or a Bis in the official text adds it here.
READ = """
3 Bis|3 Ter|48 Bis|390 Bis|390 Ter|391 Bis|399 Bis|399 Ter|400 Bis|419 Bis|590-A|590-B|590-E|590-F|641-A
685 Ter|745 Ter|870 Bis|872-B|897-A|921 Bis
"""
LAWS = {
    "LFT": Law(
        1010,
        frozenset(READ.strip().replace("\n", "|").split("|"))
        | {f"684-{letter}" for letter in "ABCDEFGHIJKLMNOPQRSTU"},
    ),
    "CPEUM": Law(136, frozenset({"123-A", "123-B"})),
}
_ID = r"\d{1,4}(?:-[A-Z](?![A-Za-z])| (?:Bis|Ter)\b)?"
_ARTICLE = re.compile(rf"^({_ID})(?![\d.])")
NAMED = re.compile(rf"\b(?:[Aa]rt[íi]c(?:ulo|le)s? )({_ID})(?!\d)")
_CONSTITUTION = re.compile(r"Constitu[ct]i", re.I)

_STATES = {
    "es": re.compile(
        r"\bla ley (?:le )?(?:exige|ordena|prohíbe|obliga|permite|exceptúa|fija|pide|admite)\b|"
        r"\bes nul[ao]\b|\bno produce efecto|\bprescribe\b|\bse (?:le )?multa\b|\bmulta de \d|"
        r"\bdías naturales\b|\bdentro de los? \d|\bes cosa juzgada\b",
        re.I,
    ),
    "en": re.compile(
        r"\bthe law (?:requires|orders|forbids|lets|exempts|sets|asks|admits)\b|"
        r"\bis void\b|\bhas no effect\b|\bis fined\b|\bfine of \d|"
        r"\bcalendar days\b|\bwithin \d+ (?:hours|days|business)|\bis res judicata\b",
        re.I,
    ),
}


@promises("law-named", "an article beside each sentence that says what the law demands, forbids or sets")
def named(course: CourseFile) -> Iterator[Problem]:
    for lesson, text in texts(course):
        language = "es" if text is lesson.es else "en"
        for section in _sections(text.blocks):
            if any(map(_names_article, section)):
                continue
            for block in section:
                if found := _STATES[language].search(block_text(block)):
                    yield block.problem("", f'"{found[0]}" states law, and nothing near it names the article')
    for item in test_items(course):
        if getattr(item, "articles", ()):
            continue
        said = [text.get(language) for text in item.words() for language in LANGUAGES]
        if any(_STATES[language].search(words or "") for language in LANGUAGES for words in said):
            yield item.problem("articles", "it states law: say on which article it rests")


def _sections(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """The blocks between two headings; a question is a section of its own."""
    section: list[Block] = []
    for block in blocks:
        if block.kind in ("heading", "check"):
            yield section
            section = [block] if block.kind == "check" else []
            if section:
                yield section
                section = []
            continue
        section.append(block)
    yield section


def _names_article(block: Block) -> bool:
    if isinstance(block, LawBlock):
        return True
    text = block.explanation if isinstance(block, CheckBlock) else block_text(block)
    return bool(NAMED.search(text) or re.search(r"\(\d{1,4}[^)]*\)", text))


@promises(
    "law-exists", "articles that exist: within the numbers of the law, and lettered ones that were read"
)
def exists(course: CourseFile) -> Iterator[Problem]:
    lft, constitution = LAWS["LFT"], LAWS["CPEUM"]
    for lesson in course.lessons:
        laws = {
            block.article: LAWS.get(block.law) for block in lesson.es.blocks if isinstance(block, LawBlock)
        }
        for article in lesson.articles:
            law = laws.get(article, constitution if article.startswith("123-") else lft)
            if law is not None and not _known(article, law):
                yield lesson.es.problem("articles", f"there is no article {article}")
    listed = [*test_items(course), *course.scenarios.values()]
    for one in listed:
        for article in getattr(one, "articles", ()):
            if not _known(article, constitution if article.startswith("123-") else lft):
                yield one.problem("articles", f"there is no article {article}")
    for said in sentences(course):
        for found in NAMED.finditer(said.words):
            around = said.words[found.start() : found.end() + 60]
            law = constitution if _CONSTITUTION.search(around) else lft
            if not law.has(found[1]):
                yield said.problem(f"there is no article {found[1]}")


def _known(article: str, law: Law) -> bool:
    found = _ARTICLE.match(article)
    return found is not None and law.has(found[1])
