"""A coverage-guided fuzzer: inputs that reach new code in newsclean are kept and mutated further.

    pip install --editable '.[fuzz]'
    python tests/fuzz/fuzz_clean.py -max_total_time=600 [CORPUS]     # ten minutes; all libFuzzer options work

It starts from the fixtures, and stores what it finds in CORPUS if given. An input for which `clean` raises
anything but NotAPage, breaks a guarantee, or takes ten seconds ends the run and is written to a file
`crash-…` or `timeout-…`. Add it as a case to tests/test_bad_input.py.
"""

from __future__ import annotations

import json
import pickle
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsclean"]):
    from newsclean import Article, NotAPage, explain, replay
    from newsclean.assemble import assemble

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures" / "pages"
SECONDS = 10  # that an input may take with instrumented code
LONGEST = 4_000  # bytes of an input, so that several hundred can be tried per second


def check(data: bytes) -> None:
    """Check the guarantees for an input, whose first byte says whether to pass the rest as text or bytes."""
    source = data[1:].decode("utf-8", "surrogatepass") if _is_text(data) else data[1:]
    try:
        found = explain(source, url="https://paper.example/news/story.html")
    except NotAPage:
        return
    article = found.article
    text = article.to_json()
    text.encode()  # no lone surrogates
    assert json.loads(text) == article.to_dict()
    assert Article.from_dict(json.loads(text)) == article
    assert assemble(replay(found.page, found.trace)) == article
    assert pickle.loads(pickle.dumps(article)) == article
    hash(article)
    article.to_markdown()
    article.to_html()
    article.to_schema_org()
    article.to_tei()
    str(found)


def _is_text(data: bytes) -> bool:
    if not data or data[0] % 2:
        return False
    try:
        data[1:].decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return False
    return True


def write_seeds(folder: Path) -> None:
    """Write all pages of the fixtures, as text and as bytes; of long ones the start, middle and end."""
    for page in sorted(FIXTURES.glob("*/page.*")):
        data = page.read_bytes()
        starts = {0, max(0, len(data) // 2 - LONGEST // 2), max(0, len(data) - LONGEST + 1)}
        for start in starts:
            piece = data[start : start + LONGEST - 1]
            for how in (b"\0", b"\1"):
                (folder / f"{page.parent.name}-{start}-{how[0]}").write_bytes(how + piece)


def main() -> None:
    with tempfile.TemporaryDirectory() as seeds:
        write_seeds(Path(seeds))
        options = [f"-dict={HERE / 'tokens.dict'}", f"-max_len={LONGEST}", f"-timeout={SECONDS}"]
        corpora = [x for x in sys.argv[1:] if not x.startswith("-")]
        flags = [x for x in sys.argv[1:] if x.startswith("-")]
        if not corpora:
            corpora = [tempfile.mkdtemp(dir=seeds)]
        atheris.Setup([sys.argv[0], *options, *flags, *corpora, seeds], check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
