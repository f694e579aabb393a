"""Settings of all tests: no test fails for a busy machine, and CI draws the same examples every time."""

import os

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=os.environ.get("CI") == "true")
settings.load_profile("steady")

collect_ignore = ["conftest.py", "browser/conftest.py"]  # two modules of one name: neither holds a doctest
