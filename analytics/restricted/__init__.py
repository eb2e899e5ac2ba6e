"""Rows of people for an evaluator under a signed agreement: asked for by one role, approved by another."""
