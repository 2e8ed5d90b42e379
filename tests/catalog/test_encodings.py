"""Encodings from before Unicode, and the spelling of syllables."""

import pytest

from tonghop.catalog.encodings import encodings, is_syllable, read_encodings
from tonghop.core.errors import CatalogError


def test_every_encoding_writes_every_small_letter_of_vietnamese():
    for encoding in encodings():
        written = set(encoding.letters.values())
        assert written >= set("đươ") | (set("ộặ") if "ộ" in written else {"\u0323"})


@pytest.mark.parametrize("word", ["nghiêng", "Quyết", "thuở", "ĐƯỢC", "ốc", "gì", "ý", "khuỷu", "ngoằn"])
def test_syllables(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["èc", "cộngg", "ngèo1", "mùt", "Größe", "ốcộ", "nợp̀"])
def test_what_is_no_syllable(word):
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ('[abc]\nletters = [["ab", "x"]]', "abc"),
        ('[abc]\nletters = [["a", "x"]]\nbearers = "a"\nmarks = [["a", "\\u0301"]]', "abc"),
        ("[abc", "encodings.toml"),
    ],
)
def test_a_wrong_table_is_named(data, named):
    with pytest.raises(CatalogError, match=named):
        read_encodings(data)
