"""The demo company's clients: organisations, sole traders, people who buy for themselves."""

from orbita.parties.directory.demo.chapter import gather_demo_clients
from orbita.parties.directory.demo.doubles import double_demo_clients

__all__ = ["double_demo_clients", "gather_demo_clients"]
