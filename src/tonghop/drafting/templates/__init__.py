"""An office's own Word template in place of our outline: its tags, its checker, and how it is filled."""

from tonghop.drafting.templates.check import BareTemplate, Problem, WrongTemplate, check, is_bare
from tonghop.drafting.templates.fill import Filled, fill

__all__ = ["BareTemplate", "Filled", "Problem", "WrongTemplate", "check", "fill", "is_bare"]
