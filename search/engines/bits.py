"""Sets of small numbers as bits of one integer: 100,000 entries are 12 kB, and two sets meet in some microseconds."""

from collections.abc import Iterable, Iterator

_SET_BITS = tuple(tuple(bit for bit in range(8) if byte >> bit & 1) for byte in range(256))


def bits_of(numbers: Iterable[int], size: int) -> int:
    """The set of `numbers`, each below `size`."""
    mask = bytearray((size >> 3) + 1)
    for number in numbers:
        mask[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(mask, "little")


def numbers_of(bits: int) -> Iterator[int]:
    """The numbers of a set, rising."""
    for place, byte in enumerate(bits.to_bytes((bits.bit_length() >> 3) + 1, "little")):
        if byte:
            for bit in _SET_BITS[byte]:
                yield (place << 3) + bit


class Members:
    """Tells quickly, again and again, whether a number is in a set."""

    def __init__(self, bits: int, size: int) -> None:
        self._bytes = bits.to_bytes((max(size, bits.bit_length()) >> 3) + 1, "little")

    def __contains__(self, number: int) -> bool:
        return bool(self._bytes[number >> 3] >> (number & 7) & 1)
