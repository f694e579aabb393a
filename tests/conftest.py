"""Settings of all tests: none fails for a busy machine, and every run draws the same examples.

`make test-all` draws new ones: a test that others run may not fail by chance, and chance has to be met somewhere.
"""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("VICLAIMS_EXAMPLES", "steady"))

collect_ignore = ["conftest.py", "browser/conftest.py"]  # two modules of one name: neither holds a doctest
