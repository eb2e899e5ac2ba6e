"""What a certificate says, in words."""
