"""The report on cohorts in words, tables and pictures."""
