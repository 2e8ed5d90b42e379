"""How much the containers of one file may unpack to, all together."""

from dataclasses import dataclass

from tonghop.reading.loaders.refusal import SWOLLEN, Refusal


@dataclass(slots=True)
class Budget:
    """What is left: documents, and bytes of their contents."""

    documents: int = 5_000
    size: int = 2**30

    def take(self, size: int) -> None:
        """Use it for one document of this size; raises Refusal where it is used up."""
        self.documents -= 1
        self.size -= size
        if self.documents < 0 or self.size < 0:
            raise Refusal(SWOLLEN)
