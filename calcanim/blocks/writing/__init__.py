"""Formulas that stand together: boards, tables, rows and chains of equalities."""
