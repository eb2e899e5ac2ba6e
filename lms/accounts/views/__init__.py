"""Pages about people: their own and the administrators'."""
