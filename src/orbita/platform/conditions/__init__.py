"""The one language of conditions: a syntax tree, read from JSON, compiled to SQL.

Filters, saved views, segments, rules and scores all say what they mean in it.
"""
