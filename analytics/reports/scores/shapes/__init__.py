"""Tables that lie otherwise than one row per person and one column per score, turned that way."""
