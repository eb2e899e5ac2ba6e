"""Every command of ours explains itself."""

from importlib import import_module

import pytest
from django.conf import settings
from django.utils.translation import override

FOLDERS = ("lms", "assessments", "courses", "analytics")


def ours() -> list[str]:
    """The modules of the commands in this project's own packages, whatever settings install them."""
    files = [
        file for folder in FOLDERS for file in (settings.BASE_DIR / folder).rglob("management/commands/*.py")
    ]
    modules = (file.relative_to(settings.BASE_DIR).with_suffix("").parts for file in files)
    return sorted(".".join(parts) for parts in modules if not parts[-1].startswith("_"))


@pytest.mark.parametrize("language", ["en", "es-mx"])
@pytest.mark.parametrize("module", ours())
def test_help_says_what_a_command_does(module, language):
    name = module.rpartition(".")[2]
    with override(language):
        text = import_module(module).Command().create_parser("manage.py", name).format_help()
    assert name in text
    assert len(text.splitlines()) > 5


def test_the_commands_are_found():
    assert {"analyze_scores", "demo", "daily"} <= {module.rpartition(".")[2] for module in ours()}
