"""The program's side of reports: indicators, targets and thresholds as data, periods, notes on deviations."""
