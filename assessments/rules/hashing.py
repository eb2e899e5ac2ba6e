"""The fingerprint by which a definition is found again."""

import hashlib
import json
from typing import Any


def content_hash(**parts: Any) -> str:
    """SHA-256 of the parts as canonical JSON: equal meaning, equal hash, whatever the key order."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
