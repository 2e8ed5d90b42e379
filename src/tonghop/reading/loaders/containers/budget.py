"""How much the containers of one file may unpack to, all together."""

from dataclasses import dataclass, field

from tonghop.reading.loaders.refusal import SWOLLEN, Refusal

DOCUMENTS = 5_000
SIZE = 2**30


@dataclass(slots=True)
class Budget:
    """What is left: documents, and bytes of their contents."""

    documents: int = field(default_factory=lambda: DOCUMENTS)
    size: int = field(default_factory=lambda: SIZE)

    def take(self, size: int) -> None:
        """Use it for one document of this size; raises Refusal where it is used up."""
        self.documents -= 1
        self.size -= size
        if self.documents < 0 or self.size < 0:
            raise Refusal(SWOLLEN)
