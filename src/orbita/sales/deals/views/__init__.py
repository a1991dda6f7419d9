"""Pages of deals and of their rules."""
