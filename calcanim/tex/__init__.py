"""Formulas and texts of LaTeX, set without LaTeX."""
