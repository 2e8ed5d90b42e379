"""Tổng Hợp: reads reports of Vietnamese local authorities and checks their figures.

    import tonghop
    document = tonghop.read("bao-cao.docx")
    report = tonghop.check(document)
"""

from tonghop.checking import check
from tonghop.reading import read

__version__ = "0.1.0"
__all__ = ["check", "read"]
