"""Styles come in parts: a page links the parts whose classes it uses, and no part says nothing."""

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tests.security.crawl import Crawl

pytestmark = pytest.mark.django_db
FOLDER = Path(__file__).resolve().parents[2] / "static" / "css"
CLASS = re.compile(r"\.([a-zA-Z][\w-]*)")


def selectors(css: str) -> str:
    """The sheet without comments and declarations."""
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"[;{]\s*[\w-]+\s*:[^;{}]*(?=[;}])", ";", bare)


def parts_by_class() -> dict[str, set[str]]:
    """The parts that style each class."""
    found: dict[str, set[str]] = defaultdict(set)
    for file in FOLDER.glob("*.css"):
        for name in CLASS.findall(selectors(file.read_text())):
            found[name].add(file.stem)
    return found


def test_a_page_links_the_parts_that_style_its_classes(crawled: Crawl):
    styled = parts_by_class()
    lacking = set()
    for visit in (one for one in crawled.pages() if "/admin/" not in one.url):
        linked = set(re.findall(r'css/([\w-]+)(?:\.[0-9a-f]{12})?\.css"', visit.text))
        for classes in re.findall(r'\sclass="([^"]*)"', visit.text):
            for name in classes.split():
                if name in styled and not styled[name] & linked:
                    lacking.add((visit.name, name, *sorted(styled[name])))
    assert lacking == set()


def test_every_part_is_linked_by_some_page(crawled: Crawl):
    linked = {part for visit in crawled.pages() for part in re.findall(r"css/([\w-]+)", visit.text)}
    assert {file.stem for file in FOLDER.glob("*.css")} - linked == set()
