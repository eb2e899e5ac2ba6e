"""The drills of tests/reliability in full size, on each database."""
