"""`manage.py export_person EMAIL`: everything kept about one person, as JSON."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.accounts.models import User
from lms.accounts.services.privacy import export_person, record_export
from lms.core.text import address


class Command(BaseCommand):
    """For requests that reach the operator instead of the person's own page."""

    help = "Write everything kept about one person as JSON to the standard output."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email=address(options["email"])).first()
        if user is None:
            raise CommandError("no account has this address")
        record_export(actor=None, user=user)
        self.stdout.write(json.dumps(export_person(user=user), ensure_ascii=False, indent=2))
