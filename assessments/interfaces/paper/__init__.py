"""Tests on paper: what is printed, and what is typed from it."""
