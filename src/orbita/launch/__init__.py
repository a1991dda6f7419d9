"""The launcher behind ./orbita: standard library only; Django runs as a subprocess."""
