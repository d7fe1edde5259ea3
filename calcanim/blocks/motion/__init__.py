"""What moves on a curve or a map: a secant, a tangent, a traveller, a descent."""
