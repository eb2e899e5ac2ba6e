"""Issuing, replacing and revoking."""
