"""One module for each report, with its `REPORT`; the name of the module is its key."""
