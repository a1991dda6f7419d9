"""Registers over HTTP: their settings, and the pages of their entries."""
