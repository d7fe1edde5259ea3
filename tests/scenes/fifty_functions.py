"""Fifty functions that are nobody's default, with two points each: what a lecturer may give any lesson."""

from __future__ import annotations

FIFTY: tuple[tuple[str, str, str], ...] = (
    # polynomials
    ("3x-2", "0", "2"),
    ("x^2-4x+3", "1", "3"),
    ("-x^2+2x", "0", "1.5"),
    ("x^3-3x", "-1.5", "0.5"),
    ("2x^3-x^2-4x+1", "0", "1"),
    ("x^4-2x^2+x/2", "-1", "0.25"),
    ("-x^4/3+x^2", "1", "-0.5"),
    ("x^5/5-x", "0.5", "-1"),
    ("x^6", "1", "0"),
    ("x^2/2+100", "1", "-2"),
    ("1000x^2", "0.5", "-1"),
    ("x^2/1000", "1", "-1"),
    ("7", "0", "1"),
    # rational, with and without poles
    ("1/(1+x^2)", "1", "-0.5"),
    ("x/(1+x^2)", "0", "1"),
    ("(x^2-1)/(x^2+1)", "1", "-0.3"),
    ("1/(x-1)", "2", "0"),
    ("(x+1)/(x-2)", "0", "3"),
    ("1/x^2", "1", "-2"),
    ("x+1/x", "2", "-0.5"),
    ("(x^2-4)/(x-2)", "1", "2"),
    ("1/(x^2-4)", "0", "3"),
    # trigonometric
    ("2sin(x)", "1", "-pi/2"),
    ("cos(2x)", "pi/6", "0"),
    ("sin(x)+sin(3x)/3", "0.5", "2"),
    ("x*sin(x)", "1", "-2"),
    ("sin(5x)", "0.1", "1"),
    ("tan(x/2)", "1", "-0.5"),
    ("sin(x)^2", "pi/4", "1"),
    # kinks
    ("abs(x-1)", "0", "1"),
    ("abs(x^2-1)", "0.5", "-1"),
    ("max(x, x^2)", "0.5", "1"),
    ("abs(sin(x))", "1", "0"),
    ("abs(x)+x^2", "0", "-1"),
    ("{x if x<1; 2-x otherwise}", "0", "1"),
    # upright and pointed
    ("cbrt(x-1)", "1", "2"),
    ("sqrt(abs(x))", "1", "0"),
    # bounded domains
    ("sqrt(4-x^2)", "1", "0"),
    ("ln(x)", "1", "0.5"),
    ("sqrt(x+1)", "0", "3"),
    ("arcsin(x/2)", "0", "1"),
    ("x*ln(x)", "1", "0.2"),
    ("sqrt(x-1)", "2", "5"),
    # flat stretches and steps
    ("{0 if x<0; x^2 otherwise}", "-1", "1"),
    ("max(0, x)", "-1", "1"),
    ("floor(x)", "0.5", "1"),
    ("tanh(3x)", "0", "1.5"),
    # growth and decay
    ("exp(x/2)", "0", "1"),
    ("exp(-x^2)", "0.5", "-1"),
    ("x^2*exp(-x)", "1", "3"),
)
