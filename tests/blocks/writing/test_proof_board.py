"""A proof on a board: every line is there, what is new is marked, and it settles when the next line comes."""

from __future__ import annotations

import manim as mn
import pytest

from calcanim.blocks.formula import Formula, Prose
from calcanim.blocks.stage import Box, Stage
from calcanim.blocks.theme import DARK, EM, Role, Size
from calcanim.blocks.writing.breaking import is_legible
from calcanim.blocks.writing.derivation_rows import readable
from calcanim.blocks.writing.equation import SIGN
from calcanim.blocks.writing.line_changes import named_things, new_glyphs
from calcanim.blocks.writing.proof_board import NEW, ProofBoard, proof_rows, shared_out, whole_board
from calcanim.blocks.writing.statement_strip import StatementStrip, claim_of, opening, remarks_in
from calcanim.calculus import Constant, Function
from calcanim.calculus.proofs.catalogue import PROOFS
from calcanim.calculus.proofs.example import example_of
from calcanim.calculus.proofs.theorem import Part

WIDE, TALL = Stage(8 * 16 / 9, 8).body, Stage(8, 8 * 16 / 9).body
PARTS = [pytest.param(part, id=part.derivation.title) for each in PROOFS.values() for part in each.parts]
PRODUCT = PROOFS["product"].parts[0]


def _board(part: Part, box: Box = WIDE, *, lines: int | None = None) -> ProofBoard:
    rows = proof_rows(part.derivation.lines, box, theme=DARK)
    board = ProofBoard(box, theme=DARK, lines=rows)
    for row in rows[:lines]:
        board.write(row)
    return board


def _is_marked(glyph: mn.VMobject) -> bool:
    return str(glyph.get_fill_color().to_hex()).upper() == DARK.color(NEW).upper()


@pytest.mark.parametrize("box", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("part", PARTS)
def test_every_line_has_a_row_that_can_be_read(part: Part, box: Box) -> None:
    lines = part.derivation.lines
    rows = proof_rows(lines, box, theme=DARK)
    again = lines[:1] if lines[-1].link and len(lines) > 2 else ()
    assert [line for row in rows for line in row.printed] == [*lines[:-1], *again, lines[-1]]
    for row in rows:
        formula = Formula(row.latex, theme=DARK, printed=row.printed)
        assert is_legible(formula, box.inset(left=0.3), em=EM[Size.BODY])
        assert formula.source().verdict in ("proved", "supported")


@pytest.mark.parametrize("part", PARTS)
def test_the_passages_share_out_all_rows_in_order(part: Part) -> None:
    rows = proof_rows(part.derivation.lines, WIDE, theme=DARK)
    shared = [row for _, mine in shared_out(part, rows) for row, _ in mine]
    assert shared == list(rows)


@pytest.mark.parametrize("box", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("part", PARTS)
def test_nothing_leaves_the_board(part: Part, box: Box) -> None:
    for row in _board(part, box).rows:
        assert row.get_left()[0] >= box.left - 1e-6
        assert row.get_right()[0] <= box.right + 1e-6
        assert row.get_bottom()[1] >= box.bottom - 1e-6


@pytest.mark.parametrize("box", [WIDE, TALL], ids=["wide", "tall"])
@pytest.mark.parametrize("part", PARTS)
def test_at_the_end_the_board_says_what_was_proved_with_its_subject(part: Part, box: Box) -> None:
    subject, *_, last = part.derivation.lines
    row, end = _board(part, box).rows[-1], proof_rows(part.derivation.lines, box, theme=DARK)[-1]
    assert row.formula.printed == end.printed
    assert end.printed == ((subject, last) if last.link else (last,))
    if last.link:
        marked = [index for index, glyph in enumerate(row.formula.submobjects) if _is_marked(glyph)]
        signs = row.formula.part(SIGN).submobjects
        first = min(row.formula.submobjects.index(each) for each in signs)
        assert all(index > first for index in marked)


def test_what_was_added_is_marked_as_a_whole() -> None:
    formula = _board(PRODUCT, lines=3).rows[-1].formula
    marked = [glyph for glyph in formula.submobjects if _is_marked(glyph)]
    added = Formula("-g(x)h(x+\\epsilon)+g(x)h(x+\\epsilon)", theme=DARK)
    assert len(marked) == len(added.submobjects)


def test_the_first_line_and_the_signs_are_not_marked() -> None:
    board = _board(PRODUCT, lines=2)
    assert not any(map(_is_marked, board.rows[0].formula.submobjects))
    assert not any(map(_is_marked, board.rows[1].formula.part(SIGN)))


def test_a_line_settles_when_the_next_one_comes() -> None:
    rows = proof_rows(PRODUCT.derivation.lines, WIDE, theme=DARK)
    board = _board(PRODUCT, lines=3)
    old = board.rows[-1].formula
    animation = board.write(rows[3])
    animation._setup_scene(mn.Scene())
    animation.begin()
    animation.finish()
    assert not any(map(_is_marked, old.submobjects))
    assert any(map(_is_marked, board.rows[-1].formula.submobjects))


def test_what_leaves_is_gone_and_the_others_have_moved_before_a_new_line_comes() -> None:
    rows = proof_rows(PRODUCT.derivation.lines, WIDE, theme=DARK)
    board, scene = _board(PRODUCT, lines=3), mn.Scene()
    leaving, staying = board.rows[0], board.rows[-1]
    top = float(staying.get_top()[1])
    animation = board.write(rows[3])
    assert leaving not in board.rows
    animation._setup_scene(scene)
    animation.begin()
    animation.interpolate(0.39)
    lifted = float(staying.get_top()[1])
    assert lifted > top + 0.5
    assert max(glyph.get_fill_opacity() for glyph in leaving.formula.submobjects) < 0.01
    assert not set(board.rows[-1].formula.submobjects) & set(scene.get_mobject_family_members())
    animation.interpolate(0.8)
    assert float(staying.get_top()[1]) == pytest.approx(lifted, abs=0.01)
    assert set(board.rows[-1].formula.submobjects) & set(scene.get_mobject_family_members())


def test_signs_stand_in_a_column_where_there_is_room() -> None:
    rows = _board(PROOFS["tangent"].parts[0]).rows
    places = {round(float(row.formula.part(SIGN).get_left()[0]), 2) for row in rows[1:]}
    assert len(places) == 1


def test_reasons_stand_beside_short_lines_and_below_long_ones() -> None:
    assert _board(PROOFS["tangent"].parts[0]).are_beside
    assert not _board(PRODUCT).are_beside
    assert not _board(PROOFS["tangent"].parts[0], TALL).are_beside


def test_there_are_never_too_many_words() -> None:
    rows = _board(PROOFS["power"].parts[0], TALL).rows
    reasons = [part.text for row in rows for part in row if isinstance(part, Prose)]
    assert len(" ".join(reasons).split()) <= 26


def test_a_function_with_its_argument_is_one_thing() -> None:
    names = named_things(PRODUCT.derivation.lines)
    assert {"g(x+\\epsilon)", "h(x)"} <= set(names)
    before, after = (Formula(rf"\part{{thing1}}{{{text}}}", theme=DARK) for text in ("g(x)", "g(x)"))
    assert new_glyphs(before, after) == ()


@pytest.mark.parametrize("name", PROOFS)
def test_what_a_theorem_says_is_printed_by_the_core(name: str) -> None:
    theorem = PROOFS[name]
    assert claim_of(theorem, theme=DARK).source().verdict in ("proved", "supported")
    given, claim = opening(WIDE, theorem, theme=DARK)
    assert len(given) == (theorem.body is not None) + bool(theorem.supposed)
    assert claim.get_bottom()[1] < (given[0].get_bottom()[1] if len(given) else 8)
    for part in theorem.parts:
        assert len(remarks_in(WIDE, part, theme=DARK)) == len(part.remarks)


def test_the_strip_follows_the_conditions() -> None:
    part = PROOFS["sine limit"].parts[1]
    strip = StatementStrip(WIDE, part, theme=DARK)
    before = strip.condition
    assert strip.follow(part.ground_of(0)) == []
    assert len(strip.follow(part.ground_of(3))) == 1
    assert strip.condition is not before
    assert strip.condition is not None
    assert "-\\theta" in strip.condition.latex


def test_the_strip_stands_above_what_is_left_of_its_box() -> None:
    strip = StatementStrip(TALL, PROOFS["chain rule"].parts[1], theme=DARK)
    assert [each.printed for each in strip.given] == [None, None]
    assert strip.below.top < min(float(each.get_bottom()[1]) for each in strip.shown)
    assert strip.given[0].get_left()[0] == pytest.approx(strip.given[1].get_left()[0])


def test_what_is_new_has_a_colour_of_a_role() -> None:
    assert NEW in set(Role)


def test_an_example_shows_the_rule_and_what_can_be_read() -> None:
    long, box = (
        {"g": Function.parse("x^3-2x^2+x-5"), "h": Function.parse("exp(-x/2)+sin(3x)^2")},
        Box(0, 0, 5, 6),
    )
    lines = example_of(PROOFS["quotient"], 2, functions=long, numbers={}).derivation.lines
    rows = readable(proof_rows(lines, box, theme=DARK), box, theme=DARK)
    assert rows[0].printed == lines[:2]
    assert len(rows) < len(lines) - 1


def test_all_lines_of_an_example_stand_at_once_where_there_is_room() -> None:
    example = example_of(PROOFS["power"], 1, functions={}, numbers={"r": Constant.parse("3/2")})
    board, rows = whole_board(example.derivation.lines, Box(0, 0, 5.2, 4.2), theme=DARK)
    for row in rows:
        board.write(row)
    assert len(board.rows) == len(rows) == 3
    assert board.rows[-1].get_bottom()[1] >= -1e-6


def test_where_the_first_line_will_leave_every_line_says_what_it_is_about() -> None:
    functions = {"g": Function.parse("x"), "h": Function.parse("x^2+1")}
    lines = example_of(PROOFS["quotient"], 1, functions=functions, numbers={}).derivation.lines
    board, rows = whole_board(lines, Box(0, 0, 7, 3), theme=DARK)
    for row in rows:
        board.write(row)
    assert len(board.rows) < len(rows)
    assert [row.printed for row in rows] == [(lines[0], line) for line in lines[1:]]


def test_a_line_leaves_with_its_reason() -> None:
    board = _board(PRODUCT, lines=6)
    assert all(len(row) == 2 for row in board.rows)
