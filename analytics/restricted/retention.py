"""Bundles whose use has ended; the daily job loads nothing of what makes them."""

from analytics.certificates.models import private_storage
from analytics.restricted.models import RestrictedBundle
from lms.core import clock


def forget_expired_bundles() -> int:
    """Remove the files whose use has ended; for the daily job."""
    over = RestrictedBundle.objects.filter(expires_on__lt=clock.today()).exclude(file="")
    names = list(over.values_list("file", flat=True))
    over.update(file="")
    for name in names:
        private_storage().delete(name)
    return len(names)
