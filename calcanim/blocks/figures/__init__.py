"""The pictures that a topic's lessons share: machines, circles, maps and the small plots beside a text."""
