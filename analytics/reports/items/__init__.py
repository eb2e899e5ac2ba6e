"""What the questions of a test did: plain data, unrounded, without words."""
