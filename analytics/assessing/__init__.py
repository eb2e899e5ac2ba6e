"""Reports on rating live performances: the board of an occasion, the assessors of a cohort, one assessor."""
