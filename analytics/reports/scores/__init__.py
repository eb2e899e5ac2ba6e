"""The gain in a spreadsheet of scores that somebody already has."""
