"""Users' stories in a real browser, one file a story."""
