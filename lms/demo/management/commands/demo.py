"""`manage.py demo`: everything that trying Acuerdo out needs, then serves it."""

import gc
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from lms.core.quick_migrations import drawing_less
from lms.demo import server
from lms.demo.people import PASSWORD


class Command(BaseCommand):
    """Migrates, loads the course and the simulated programme if they are not there, and serves."""

    help = __doc__ or ""
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--no-serve", action="store_true", help="only prepare the data")

    def handle(self, *args: Any, **options: Any) -> None:
        port = options["port"]
        if "lms.demo" not in settings.INSTALLED_APPS:
            raise CommandError("The demo does not run with production settings.")
        if not options["no_serve"] and server.port_is_taken(port):
            raise CommandError(
                f"Port {port} is in use, perhaps by another demo. "
                f"Stop that program, or choose another port: make demo PORT={port + 1}"
            )
        self._prepare()
        # Imported late: its models need the tables that were just made.
        from lms.demo.accounts import ACCOUNTS
        from lms.wsgi import application

        self.stdout.write("")
        for account in ACCOUNTS:
            self.stdout.write(f"  {account.email:<32} {account.says}")
        self.stdout.write(f"\n  Password of all: {PASSWORD}   (invented people; never put this on a network)")
        self.stdout.write(f"  Letters, such as sign-in codes, are files in {settings.EMAIL_FILE_PATH}")
        if options["no_serve"]:
            return
        self.stdout.write(
            f"\n  Acuerdo is at http://localhost:{port}  (Ctrl+C stops it; `make demo` goes on)\n"
        )
        self.stdout.flush()
        with server.Worker():
            server.Server(application, port).run()

    def _prepare(self) -> None:
        # Migrating makes millions of short-lived objects; looking for cycles among them costs a fifth.
        gc.disable()
        if self._behind():
            self.stdout.write("Preparing the database …")
            with drawing_less():
                call_command("migrate", verbosity=0)
        from lms.demo.programme import is_loaded, load

        if not is_loaded():
            self.stdout.write("Loading the courses …")
            call_command("load_course", "--all", verbosity=0)
            self.stdout.write("Simulating a programme: 12 centers, 4 cohorts, 450 people …")
            load(report=self.stdout.write)
        # What is left stays as long as the process: searching it once would cost a second.
        gc.freeze()
        gc.enable()

    def _behind(self) -> bool:
        executor = MigrationExecutor(connection)
        return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
