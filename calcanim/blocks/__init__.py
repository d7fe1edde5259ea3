"""What a viewer sees: theme, formula, plot and the things that move on it; numbers come from `calculus`."""
