"""Devices on which sheets may still lie."""

from collections.abc import Collection

from assessments.models import DeviceReport


def device_reports(occasion_ids: Collection[int]) -> list[DeviceReport]:
    """What every device of the occasions said last, the longest silent first."""
    rows = DeviceReport.objects.filter(occasion__in=occasion_ids).select_related("user", "occasion")
    return list(rows.order_by("reported_at", "pk"))


def devices_with_unsent(occasion_ids: Collection[int]) -> list[DeviceReport]:
    """Those that hold changes which were not sent, or sheets on which such may lie: no day closes on them."""
    return [one for one in device_reports(occasion_ids) if one.unsent or one.held]
