"""What a trainer takes of a whole cohort, table by table."""
