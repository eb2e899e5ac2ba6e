"""What analytics reads, from its own tables and through the doors of courses and assessments."""
