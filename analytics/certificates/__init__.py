"""Certificates, from what was earned to the paper and the public page that vouches for it.

`models` and `services` write, `selectors` read, `documents` put the frozen record into words,
`render` draws words (no Django there), `views` show. `codes` are pure.
"""
