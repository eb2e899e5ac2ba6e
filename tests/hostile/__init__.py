"""Files that are made to exhaust whoever reads them, and what reading them costs."""
