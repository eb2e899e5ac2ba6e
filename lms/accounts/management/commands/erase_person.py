"""`manage.py erase_person EMAIL`: makes one person anonymous, for good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.accounts.models import User
from lms.accounts.services.privacy import erase_person
from lms.core.text import address


class Command(BaseCommand):
    """Keeps the rows that certificates, group figures and the audit log need, without the name."""

    help = "Make a person anonymous. Certificates already issued stay as they were issued."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--yes", action="store_true", help="do it, rather than say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=address(options["email"])).first()
        if user is None:
            raise CommandError("no account has this address")
        if not options["yes"]:
            self.stdout.write(f"{user} would be made anonymous for good. Repeat with --yes.")
            return
        for label, count in erase_person(actor=None, user=user).items():
            if count:
                self.stdout.write(f"{label}: {count}")
