"""The long proofs: `make drills`."""
