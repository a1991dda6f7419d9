"""`python -m orbita.launch`: ./orbita for whoever has no checkout at hand, as the worker."""

import sys

from orbita.launch.main import main

sys.exit(main(sys.argv[1:]))
