"""The language: text to tree, tree to LaTeX, to SymPy and to numbers."""
