"""`python -m tablee` is the command `tablee`."""

import sys

from tablee.commands import main

sys.exit(main())
