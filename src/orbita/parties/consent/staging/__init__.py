"""A copy for trying things out: every text that may name somebody is replaced by an invented one."""
