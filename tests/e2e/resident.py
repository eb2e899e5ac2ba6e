"""A process that has Django loaded; what it is asked for runs in a fork of its own.

    python -m tests.e2e.resident

reads one JSON list a line, `["prepare", state]` or `["manage", command, …]`, and answers each by one line.
Starting Django anew took four seconds of processor time, some thirty times in the walks.
"""

import contextlib
import json
import os
import sys
import traceback
from typing import Any

from django.core.management import call_command
from django.db import connections

from tests.e2e import prepare


def answer(what: str, *words: str) -> dict[str, Any]:
    """What was made, or why it failed; whatever is printed meanwhile goes to the log."""
    try:
        with contextlib.redirect_stdout(sys.stderr):
            found = prepare.STATES[words[0]]() if what == "prepare" else call_command(*words)
    except Exception:
        return {"error": traceback.format_exc()}
    finally:
        connections.close_all()
    return {"found": found}


def main() -> None:
    """Answer until nobody asks any more."""
    for line in sys.stdin:
        child = os.fork()
        if not child:
            _say(answer(*json.loads(line)))
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        if status:
            _say({"error": f"ended with {status}"})


def _say(reply: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
