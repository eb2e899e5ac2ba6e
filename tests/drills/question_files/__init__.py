"""Broken files of questions: what is told is what is there."""
