"""What was earned: codes, frozen records, printed sheets. Nothing here needs a database."""
