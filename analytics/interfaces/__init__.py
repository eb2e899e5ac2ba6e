"""What comes in: forms."""
