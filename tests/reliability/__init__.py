"""Promises about answers, kept under faults: real processes, clients with diaries, seeds and pass lines.

Sizes are small here and large in `make drills` (`sizes.py`). The oracle is the clients' diary: what they
sent, and what the server acknowledged.
"""
