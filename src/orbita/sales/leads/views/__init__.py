"""Pages of leads: the inbox, the record, the decisions, the settings, the public addresses."""
