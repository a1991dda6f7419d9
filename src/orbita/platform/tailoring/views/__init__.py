"""Pages of the builder of fields."""
