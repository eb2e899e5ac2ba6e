"""manage.py verify_scores: whether stored marks and scores are what the stored answers earn."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessments.models import Delivery
from assessments.selectors.verification import verify_scores


class Command(BaseCommand):
    """Reads every closed sitting and writes nothing; `regrade_attempts` mends what it names."""

    help = "Checks stored marks and scores against the stored answers; exit status 1 where any differ."

    def handle(self, *args: Any, **options: Any) -> None:
        ids = list(Delivery.objects.order_by("pk").values_list("pk", flat=True))
        found = verify_scores(delivery_ids=ids)
        for one in found:
            self.stdout.write(f"{one.uuid} {one.what}: {dict(one.stored)} stored, {dict(one.earned)} earned")
        if found:
            raise CommandError(f"{len({one.uuid for one in found})} sittings differ.")
        self.stdout.write(f"{len(ids)} deliveries, nothing differs.")
