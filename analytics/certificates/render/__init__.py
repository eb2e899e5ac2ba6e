"""A sheet of words, drawn. No Django here."""
