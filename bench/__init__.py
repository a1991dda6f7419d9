"""Benchmarks: `./orbita bench` measures over HTTP what users wait for, on data of a scale."""
