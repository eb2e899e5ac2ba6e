"""Questions as a release asked and marked them, kept for ever.

`python -m tests.upgrade.questions` keeps those of now. A file of `kept_questions/` holds one question with
the order of its options, the HTML that asks it, shows an answer and looks back at it, and answers with their
marks. What is there is never written anew: a later release must draw and mark it byte for byte. The words
around a question are those of the source (English), so that a better translation changes nothing here.
"""

import json
import os
from pathlib import Path
from typing import Any
from uuid import UUID

FOLDER = Path(__file__).parent / "kept_questions"
ITEM = UUID("00000000-0000-4000-8000-000000000001")


def drawn(kept: dict[str, Any]) -> dict[str, str]:
    """The HTML of what is kept, as it is drawn now: asked empty, asked again, answered, looked back at."""
    from django.template.loader import render_to_string
    from django.utils import translation

    from assessments.models import AttemptItem, ItemVersion, Response
    from assessments.models.attempts import packed
    from assessments.selectors.sittings import Place

    version = ItemVersion(uuid=ITEM, type=kept["type"], content=kept["content"])
    asked = AttemptItem(position=1, item_version=version, option_order=kept["option_order"])
    found = {}
    with translation.override("en"):
        for number, case in enumerate([{"answer": None}, *kept["answers"]]):
            place = Place(asked, Response(answer=packed(case["answer"])) if number else None)
            for name, template in place.templates._asdict().items():
                context = {"place": place, "name": "answer"}
                found[f"{name} {number}"] = render_to_string(template, context)
    return found


def marked(kept: dict[str, Any]) -> list[dict[str, Any]]:
    """The answers of what is kept, read and marked now."""
    from assessments.item_types import REGISTRY

    kind, content = REGISTRY[kept["type"]], kept["content"]
    found = []
    for case in kept["answers"]:
        answer = kind.clean(content, case["sent"])
        found.append({"sent": case["sent"], "answer": answer, "mark": kind.mark(content, answer)})
    return found


def keep(release: str, name: str, type: str, content: dict[str, Any], sent: list[list[str]]) -> None:
    """Keep a question as it is asked and marked now; one that is kept already stays as it is."""
    from assessments.item_types import REGISTRY
    from assessments.rules.hashing import content_hash

    path = FOLDER / f"{release}-{name}.json"
    if path.exists():
        return
    order = list(reversed(REGISTRY[type].option_keys(content)))
    kept: dict[str, Any] = {"type": type, "content": content, "option_order": order}
    kept["content_hash"] = content_hash(type=type, content=content)
    kept["answers"] = [{"sent": one} for one in sent]
    kept["answers"] = marked(kept)
    kept["html"] = drawn(kept)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def main() -> None:
    """Keep one question of each kind, and the spellings of settings that kinds have."""
    import tomllib

    from tests.upgrade.question_examples import QUESTIONS

    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    for name, (type, content, sent) in QUESTIONS.items():
        keep(project["project"]["version"], name, type, content, sent)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lms.settings.test")
    import django

    django.setup()
    main()
