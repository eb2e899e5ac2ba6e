"""Figures as they were published: frozen, numbered, moved on in batches (ADR 0049)."""
