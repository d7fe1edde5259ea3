"""Render lessons: `python render.py --help`."""

from calcanim.cli import main

if __name__ == "__main__":
    main()
