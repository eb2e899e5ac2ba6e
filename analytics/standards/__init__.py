"""Setting the pass mark of a test by a panel of judges, round by round."""
