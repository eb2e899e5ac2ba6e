"""Internals that every chapter shares: arrays, labels, results, tails, solvers. Not called from outside."""
