"""Animated calculus lessons whose every number, curve and formula comes from a verified math core."""

__version__ = "0.1.0"
