"""Pictures in the line of text, with what they show in words."""

import struct

from tonghop.printing.word.xml import Element, element, plain

_EMU = 36000  # to a millimetre, the unit of lengths in drawings
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture(png: bytes, relation: str, number: int, width: int, told: str) -> Element:
    """The run of a PNG picture, `width` millimetres wide; `number` is its own within the document."""
    across, down = struct.unpack(">II", png[16:24])
    size = {"cx": width * _EMU, "cy": width * _EMU * down // across}
    shape = plain(
        "pic:spPr",
        plain("a:xfrm", plain("a:off", x=0, y=0), plain("a:ext", **size)),
        plain("a:prstGeom", plain("a:avLst"), prst="rect"),
    )
    named = plain("pic:nvPicPr", plain("pic:cNvPr", id=number, name=f"chart{number}"), plain("pic:cNvPicPr"))
    filled = plain(
        "pic:blipFill",
        plain("a:blip", **{"r:embed": relation}),
        plain("a:stretch", plain("a:fillRect")),
    )
    graphic = plain("a:graphicData", plain("pic:pic", named, filled, shape), uri=_PICTURE)
    inline = plain(
        "wp:inline",
        plain("wp:extent", **size),
        plain("wp:docPr", id=number, name=f"chart{number}", descr=told),
        plain("a:graphic", graphic),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return element("r", element("drawing", inline))
