"""The demo company's deals over two years."""

from orbita.sales.deals.demo.chapter import sell_to_demo_clients

__all__ = ["sell_to_demo_clients"]
