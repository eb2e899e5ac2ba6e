"""Item analysis from the database to its figures, on both databases."""
