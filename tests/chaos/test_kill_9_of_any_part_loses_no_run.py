"""Parts are killed, frozen, cut off and replaced in the middle of calls: every answered call becomes one finished run.

This is the short form, for every day; `make chaos` is the whole of it.
"""

import pytest

from tests.chaos.storm import SHORT, Storm

pytestmark = pytest.mark.timeout(900)


def test_no_run_is_lost_and_no_effect_doubled():
    figures = Storm(SHORT).run()
    assert (figures.lost, figures.doubled, figures.stuck) == (0, 0, 0), figures
    assert figures.strayed == 0, "a run was taken on by another version than its own"
    assert figures.repeated, "the shop answers so badly that some of its calls have to be made again"
    assert figures.other_keys == 0, "a call was repeated under another key"
    assert figures.strikes == SHORT.strikes
