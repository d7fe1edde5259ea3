"""The window of the plane in a box: axes, curves, marks, labels, maps; what stands still on them."""
