"""Files that are compressed if their names say so: `.gz` and `.zst`."""

from __future__ import annotations

import gzip
import io
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, Literal

from ..adapters import extra


def opened(path: Path, mode: Literal["rb", "wb"], suffix: str) -> Any:
    """Open a file, compressed if the suffix says so."""
    if suffix == ".gz":
        return gzip.open(path, mode)
    return zstandard().open(path, mode) if suffix == ".zst" else open(path, mode)


def decompressed(file: str, stream: BinaryIO, closing: ExitStack) -> Any:
    """Return a stream that decompresses the file of this name; `closing` closes it."""
    if file.lower().endswith(".gz"):
        return closing.enter_context(gzip.GzipFile(fileobj=stream))
    if file.lower().endswith(".zst"):
        decompressor = zstandard().ZstdDecompressor().stream_reader(stream, read_across_frames=True)
        return closing.enter_context(io.BufferedReader(decompressor))
    return stream


def zstandard() -> Any:
    """Return the `zstandard` module. Raises ImportError if it is not installed."""
    with extra("zstd"):
        import zstandard
    return zstandard
