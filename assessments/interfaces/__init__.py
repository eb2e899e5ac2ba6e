"""Between what browsers send and what services take."""
