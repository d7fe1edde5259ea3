"""How a Manim scene's frames become files: streams that take frames, and the writer that Manim is given."""
