"""Reports at the size of a country, from the database to the page."""
