"""``python -m symhess``."""

import sys

from symhess.cli import main

if __name__ == "__main__":
    sys.exit(main())
