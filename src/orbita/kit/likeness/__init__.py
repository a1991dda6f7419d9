"""How alike two records are: comparable forms, candidate keys, levels of agreement, their weights."""
