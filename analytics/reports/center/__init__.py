"""What the page of a center says, part by part; `analytics/reports/pages/center.py` puts them in order."""
