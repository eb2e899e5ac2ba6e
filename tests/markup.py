"""Pages as tests read them."""

import re


def flat(page: str) -> str:
    """The page on one line: each run of white space one space, and none beside a tag's brackets."""
    return re.sub(r"(?<=>) | (?=<)", "", " ".join(page.split()))
