"""Three dimensions, projected at once and painted back to front."""
