"""The points of a curve for drawing."""
