"""Importing this gives every scene the engine, also those that the `manim` command renders.

It is a line in a scene file, `import calcanim.engine.everywhere`. No plugin of Manim's: those are loaded by
every program that imports Manim, asked for or not. Scenes rendered with `--renderer opengl` are not touched.
"""

from calcanim.engine.manims import render_scenes_by
from calcanim.engine.plain import PlainRenderer
from calcanim.engine.shortcuts import take_shortcuts

render_scenes_by(PlainRenderer)
take_shortcuts()
