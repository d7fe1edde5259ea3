"""What a function does: limits, behaviour at a point, zeros and extrema; exact first, else numeric."""
