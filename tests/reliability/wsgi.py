"""What gunicorn serves in the drills: the site, with tests that are open to everybody."""

import os

from lms.wsgi import application

__all__ = ["application"]


def open_to_all() -> None:
    """Put a host in place of the apps above; models can be imported only now that Django stands."""
    from django.urls import get_resolver
    from django.utils import translation

    from assessments import registries
    from tests.assessments.hosts import StandIn
    from tests.reliability import unguarded

    # Else each new worker would load all pages and words with its first request, for a second.
    _all = get_resolver().url_patterns
    with translation.override("es-mx"):
        translation.gettext("Start")
    registries.hosts[:] = [StandIn(takes=True, rates=True)]
    if os.environ.get("ACUERDO_UNGUARDED"):
        unguarded.look_first_and_act_later()


open_to_all()
