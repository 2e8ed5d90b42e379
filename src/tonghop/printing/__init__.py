"""A report on pages: Word, PDF and HTML in the form of Nghị định 30/2020/NĐ-CP, from one content."""

from tonghop.printing.fonts import NoFont
from tonghop.printing.html import html
from tonghop.printing.pdf import pdf
from tonghop.printing.word.document import docx

__all__ = ["NoFont", "docx", "html", "pdf"]
