"""What a report holds, as plain data, before anything renders it."""
