"""The gates: what is wrong, unreadable or unverified does not get on the screen."""
