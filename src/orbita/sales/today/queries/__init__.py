"""What a seller's day consists of."""
