"""Importing this lets every scene do without LaTeX, also those that the `manim` command renders.

It is a line in a scene file, `import calcanim.tex.everywhere`.
"""

from calcanim.tex.mobjects import use_typst_for_latex

use_typst_for_latex()
