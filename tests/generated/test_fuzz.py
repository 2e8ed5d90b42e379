"""A short run of the fuzzing job: broken files and mutated texts end in a sound document or in a sentence."""

import pytest
from fuzz.chunk import Chunk, run
from fuzz.mutations import KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_a_few_hundred_inputs(kind: str) -> None:
    outcome = run(Chunk(kind, 2_026, 150))
    assert not outcome.failure
    assert outcome.ends["read"] > 20
