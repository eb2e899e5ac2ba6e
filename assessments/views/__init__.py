"""Pages: parse, ask a rule, call one function, render."""
