"""Reports as words, pages, charts, spreadsheets and PDF."""
