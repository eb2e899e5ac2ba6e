"""A database of an earlier release becomes today's: kept snapshots, one folder for each release."""
