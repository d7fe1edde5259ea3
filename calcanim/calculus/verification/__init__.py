"""Whether a step of a derivation holds, and how sure that is."""
