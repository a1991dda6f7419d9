"""The pages of every list, one module a concern."""
