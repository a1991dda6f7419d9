"""Figures of records that conditions can ask about: what a client has won, when he was last touched."""
