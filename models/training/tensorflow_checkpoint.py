"""Reads the variables of a TensorFlow checkpoint without TensorFlow.

Its index is a LevelDB table (table_format.md of LevelDB) whose values are messages BundleEntryProto (tensorflow/core/protobuf/tensor_bundle.proto); its
one data file has the values one after the other.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

FOOTER_BYTES = 48
MAGIC_BYTES = 8
BLOCK_TRAILER_BYTES = 4
SHAPE, OFFSET, SIZE = 2, 4, 5
"""Fields of BundleEntryProto."""


def read_variables(folder: Path) -> dict[str, np.ndarray]:
    """All variables in float32 by their names; the folder holds variables.index and one data file."""
    table = (folder / "variables.index").read_bytes()
    data = np.memmap(folder / "variables.data-00000-of-00001", np.uint8, "r")
    variables = {}
    for name, value in table_entries(table):
        if name:
            entry = fields_of(value)
            shape = [fields_of(size).get(1, [0])[0] for size in fields_of(entry[SHAPE][0]).get(2, [])] if SHAPE in entry else []
            offset, size = entry.get(OFFSET, [0])[0], entry[SIZE][0]
            variables[name.decode()] = np.frombuffer(data[offset : offset + size].tobytes(), np.float32).reshape(shape)
    return variables


def table_entries(table: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Keys and values of all data blocks: the footer says where the index of blocks is, and that where each is."""
    _, _, offset, size = numbers(table[-FOOTER_BYTES:-MAGIC_BYTES], 4)
    for _, handle in block_entries(table, offset, size):
        yield from block_entries(table, *numbers(handle, 2))


def block_entries(table: bytes, offset: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """A key is stored as the count of bytes that it shares with the key before it, and the rest."""
    if table[offset + size] != 0:
        raise SystemExit("The index of the checkpoint is compressed, which this script does not read.")
    restarts = int.from_bytes(table[offset + size - BLOCK_TRAILER_BYTES : offset + size], "little")
    at, end = offset, offset + size - BLOCK_TRAILER_BYTES * (1 + restarts)
    key = b""
    while at < end:
        shared, at = number(table, at)
        rest, at = number(table, at)
        length, at = number(table, at)
        key = key[:shared] + table[at : at + rest]
        at += rest
        yield key, table[at : at + length]
        at += length


def fields_of(message: bytes) -> dict[int, list[int | bytes]]:
    """The fields of a protocol-buffer message by their numbers; fixed 32-bit fields (checksums) are left out."""
    fields: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(message):
        tag, at = number(message, at)
        field, kind = tag >> 3, tag & 7
        if kind == 5:
            at += 4
            continue
        value, at = number(message, at)
        if kind == 2:
            value, at = message[at : at + value], at + value
        fields.setdefault(field, []).append(value)
    return fields


def numbers(data: bytes, count: int) -> list[int]:
    values, at = [], 0
    for _ in range(count):
        value, at = number(data, at)
        values.append(value)
    return values


def number(data: bytes, at: int) -> tuple[int, int]:
    """A variable-length integer, and where it ends: seven bits a byte, the lowest first."""
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at
