"""What every printed sheet shares: its letters, its colors and the mark. No Django here."""
