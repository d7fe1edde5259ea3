"""A page on loopback that shows a scene while it is written: what was saved is seen within a blink."""
