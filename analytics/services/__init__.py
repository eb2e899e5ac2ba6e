"""What analytics writes."""
