"""The long form of interrupt.py, for make test-all; .ci/run runs the short one."""

import pytest

from tests.faults.interrupt import interrupt


@pytest.mark.long
def test_sixty_interruptions_lose_nothing():
    assert interrupt(60, seed=2021) == 0
