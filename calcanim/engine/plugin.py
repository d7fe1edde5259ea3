"""Importing this gives every scene the engine, also those that the `manim` command renders.

In a scene file, `import calcanim.engine.plugin`; or `plugins = calcanim` in manim.cfg. Scenes rendered with
`--renderer opengl` are not touched.
"""

from calcanim.engine.manims import render_scenes_by
from calcanim.engine.plain import PlainRenderer

render_scenes_by(PlainRenderer)
