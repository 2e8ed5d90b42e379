"""The appearance of a signature on its page."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, UnidentifiedImageError
from pyhanko.pdf_utils.font.opentype import GlyphAccumulatorFactory
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, InnerScaling, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.text import TextBoxStyle
from pyhanko.stamp import BaseStampStyle, StaticStampStyle, TextStampStyle

from tonghop import printing
from tonghop.drafting.signing.errors import SigningRefused
from tonghop.drafting.signing.places import MM

SEAL = 36 * MM
"""The diameter of a body's seal where its image does not say its size."""
_FONT = Path(printing.__file__).parent / "fonts" / "LiberationSerif-Regular.ttf"
_SIZE = 10
_MIDDLE = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MID, AxisAlignment.ALIGN_MID, Margins(), InnerScaling.STRETCH_TO_FIT)
_RIGHT = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MAX, AxisAlignment.ALIGN_MAX, Margins(), InnerScaling.SHRINK_TO_FIT)


def picture(image: bytes) -> Image.Image:
    """The picture of a PNG or JPEG; raises SigningRefused for anything else."""
    try:
        opened = Image.open(BytesIO(image), formats=("PNG", "JPEG"))
        opened.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise SigningRefused("Ảnh chữ ký, con dấu phải là tệp PNG (nền trong suốt) hoặc JPEG.") from None
    return opened


def size(image: Image.Image, usual: float) -> tuple[float, float]:
    """Width and height in points as the picture says them, else as high as usual."""
    across, down = image.info.get("dpi", (0, 0))
    if across > 0 and down > 0:
        return image.width * 72 / float(across), image.height * 72 / float(down)
    return usual * image.width / image.height, usual


def of_picture(image: Image.Image) -> BaseStampStyle:
    """A picture, as large as its place allows, without a frame."""
    return StaticStampStyle(
        border_width=0, background=PdfImage(image), background_layout=_MIDDLE, background_opacity=1.0
    )


def of_text(text: str, *, right: bool = False) -> BaseStampStyle:
    """Black upright text in size 10, without a frame."""
    style = TextBoxStyle(font=GlyphAccumulatorFactory(str(_FONT), _SIZE), font_size=_SIZE, border_width=0)
    return TextStampStyle(
        border_width=0,
        text_box_style=style,
        stamp_text=text.replace("%", "%%"),
        inner_content_layout=_RIGHT if right else _MIDDLE,
    )


def moment(at: datetime) -> str:
    """Date, time and time zone as ISO 8601 writes them."""
    return at.isoformat(timespec="seconds")
