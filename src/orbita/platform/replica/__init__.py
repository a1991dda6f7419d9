"""Reading from a copy of the database that follows it (ORBITA_REPLICA_URL)."""
