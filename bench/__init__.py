"""Benchmarks: `./orbita bench` measures what users wait for, over HTTP, on a database of a scale."""
