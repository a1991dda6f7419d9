"""Chaos: an installation at work whose processes are killed, and what must hold nevertheless.

Four clients work over HTTP and keep journals, while web, worker and database are killed at random.
Afterwards the journals and the rows are compared. `.venv/bin/python -m chaos --kills 100 --seed 7`.
"""
