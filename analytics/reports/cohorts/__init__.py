"""What the pages of managers and program officers say about cohorts."""
