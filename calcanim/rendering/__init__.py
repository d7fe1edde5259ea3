"""From scene files to clips: discover, plan, run, record. Lessons are duck-typed; Manim is in one file."""
