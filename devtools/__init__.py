"""Tools for those who change the code; nothing here runs in production."""
