"""What releases of many centers tell an attacker, and how long it takes to be sure that it is nothing."""
