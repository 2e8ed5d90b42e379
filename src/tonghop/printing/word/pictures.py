"""Pictures in the line of text, with what they show in words."""

import struct

from tonghop.printing.word.xml import Element, element

_EMU = 36000  # to a millimetre, the unit of lengths in drawings
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def picture(png: bytes, relation: str, number: int, width: int, told: str) -> Element:
    """The run of a PNG picture, `width` millimetres wide; `number` is its own within the document."""
    across, down = struct.unpack(">II", png[16:24])
    size = {"cx": width * _EMU, "cy": width * _EMU * down // across}
    shape = element(
        "pic:spPr",
        element("a:xfrm", element("a:off", x=0, y=0), element("a:ext", **size)),
        element("a:prstGeom", element("a:avLst"), prst="rect"),
    )
    named = element("pic:nvPicPr", element("pic:cNvPr", id=number, name=f"chart{number}"), element("pic:cNvPicPr"))
    filled = element(
        "pic:blipFill",
        element("a:blip", **{"r:embed": relation}),
        element("a:stretch", element("a:fillRect")),
    )
    graphic = element("a:graphicData", element("pic:pic", named, filled, shape), uri=_PICTURE)
    inline = element(
        "wp:inline",
        element("wp:extent", **size),
        element("wp:docPr", id=number, name=f"chart{number}", descr=told),
        element("a:graphic", graphic),
        **dict.fromkeys(("distT", "distB", "distL", "distR"), 0),
    )
    return element("r", element("drawing", inline))
