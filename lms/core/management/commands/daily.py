"""`manage.py daily`: what clocks must do; for cron or a systemd timer, safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.core.daily import run_chores


class Command(BaseCommand):
    """Runs every app's daily chores; exits with 1 if one of them failed."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = run_chores()
        for name, count in outcome.counts.items():
            self.stdout.write(f"{name}: {count}")
        for name, error in outcome.failed.items():
            self.stderr.write(f"{name}: failed ({error})")
        if outcome.failed:
            raise CommandError(f"{len(outcome.failed)} failed; the log says why")
