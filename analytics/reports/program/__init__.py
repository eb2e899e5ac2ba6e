"""What the report on the program is made of: the page is `analytics.reports.pages.program`."""
