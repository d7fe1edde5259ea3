# One word each; `make` alone lists them. PYTHON=python3.13 names another interpreter.
.NOTPARALLEL:
.PHONY: help setup setup-dev render test check lint docs bench bench-check bench-frames bench-faults bench-growth bench-peers bench-preview bench-scale

python := .venv/bin/python

help:      ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20

setup:     ## install what rendering needs, where it is missing
	@sh setup.sh

setup-dev:
	@sh setup.sh dev

render: setup     ## render all lessons at 720p30 into media/
	@$(python) render.py render -q m

test: setup-dev   ## run every test
	$(python) -m pytest -n auto --maxprocesses 4

check: lint       ## lint, types and the quick tests
	$(python) -m pytest -n auto --maxprocesses 4 -m "not slow"

lint: setup-dev   ## lint and types alone
	$(python) -m ruff check .
	$(python) -m ruff format --check .
	$(python) -m mypy

bench: setup-dev  ## time lessons and plain scenes beside `manim render`, then formulas and surfaces
	$(python) -m benchmarks.bench
	$(python) -m benchmarks.formula
	$(python) -m benchmarks.surface

docs: setup-dev   ## play every lesson and write docs/LESSONS.md anew
	$(python) -m benchmarks.course --write

bench-frames: setup-dev ## render every lesson in every way, and compare frames and seconds
	$(python) -m benchmarks.same_frames

bench-faults: setup-dev ## kill, fill the disk and damage files, and count what did not hold
	$(python) -m benchmarks.faults

bench-growth: setup-dev ## render a scene of ten minutes, and see whether memory grows
	$(python) -m benchmarks.growth

bench-peers: setup-dev ## time the notebook's secant by us and others; .peers has these, see benchmarks/peers.py
	$(python) -m benchmarks.peers --python .peers/bin/python

bench-preview: setup-dev ## time from a save to pixels in a browser
	$(python) -m benchmarks.preview

bench-scale: setup-dev ## measure what scheduling a scene costs
	$(python) -m benchmarks.scale

bench-check: setup-dev  ## count how many planted defects the gates find
	$(python) -m benchmarks.check_gates
