"""Characters that need care in print."""

MINUS = "\u2212"
SPACE = "\u00a0"
