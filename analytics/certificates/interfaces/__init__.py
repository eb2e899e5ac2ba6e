"""Forms, and the limit on looking codes up."""
