"""Pure statistics: arrays in, frozen results out; no Django, no ORM, no rounding, no text for screens."""
