"""Own statistics beside pandas, scipy, statsmodels and pingouin, on the same inputs in the same run.

A benchmark is a module here with `TITLE`, `TARGET_MS` and `contenders()`, which returns the
callables by name, "own" first. Callables take no arguments and return what they computed.
"""
