"""The analysis of a test in words, rows, pictures and spreadsheets."""
