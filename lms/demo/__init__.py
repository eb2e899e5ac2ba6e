"""The simulated programme that `make demo` shows. Not installed in production."""
