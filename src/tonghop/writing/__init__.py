"""Figures as sentences of an official report, in the numbers and words that reading gives back unchanged."""

from tonghop.writing.claims import claim
from tonghop.writing.companions import united
from tonghop.writing.known import Known, Part, Silence
from tonghop.writing.paragraphs import paragraph
from tonghop.writing.places import Places, extremes, tables_of_places
from tonghop.writing.sentences import sentence, statement
from tonghop.writing.setting import Setting
from tonghop.writing.styles import styles_of
from tonghop.writing.tables import indicator_table

__all__ = [
    "Known",
    "Part",
    "Places",
    "Setting",
    "Silence",
    "claim",
    "extremes",
    "indicator_table",
    "paragraph",
    "sentence",
    "statement",
    "styles_of",
    "tables_of_places",
    "united",
]
