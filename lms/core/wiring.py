"""What core changes in the packages below it."""

from lms.core.wagtail_exports import harden


def wire() -> None:
    """Called once, when the apps are ready."""
    harden()
