"""How a person is made nameless: find his rows, learn what he is known by, erase, sweep all texts."""
