"""The report on a spreadsheet of scores: text, JSON, CSV and PDF."""
