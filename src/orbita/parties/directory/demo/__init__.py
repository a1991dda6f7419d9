"""The demo company's clients: organisations, sole traders, people who buy for themselves."""

from orbita.parties.directory.demo.chapter import gather_demo_clients

__all__ = ["gather_demo_clients"]
