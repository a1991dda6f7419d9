"""The currency in which a client pays, and the rate that was agreed on."""
