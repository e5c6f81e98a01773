"""A coverage-guided fuzzer: inputs that reach new code in newsclean are kept and mutated further.

    pip install --editable '.[fuzz]'
    python tests/fuzz/fuzz_clean.py -max_total_time=600 [CORPUS]     # ten minutes; all libFuzzer options work
    python tests/fuzz/fuzz_clean.py --target=dumps     # or archives, tables, commands; pages if not given
    python tests/fuzz/fuzz_clean.py --words            # also ask that no word is invented

It starts from the target's seeds, and stores what it finds in CORPUS if given. An input that breaks a
promise, raises an error, or takes ten seconds ends the run and is written to a file `crash-…` or `timeout-…`.
Add it as a case to tests/test_bad_input.py or tests/test_fuzz_targets.py. With --words, most of what it finds
is text damaged in two ways at once, whose repair the check cannot follow.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["newsclean"]):
    import targets
    from targets import LONGEST, TARGETS

HERE = Path(__file__).resolve().parent
SECONDS = 10  # that an input may take with instrumented code
_TARGET, _WORDS = "--target=", "--words"


def main() -> None:
    names = [x.removeprefix(_TARGET) for x in sys.argv[1:] if x.startswith(_TARGET)]
    name = names[-1] if names else "pages"
    if name not in TARGETS:
        sys.exit(f"the targets are {', '.join(TARGETS)}, not {name!r}")
    target = TARGETS[name]
    targets.checks_words = _WORDS in sys.argv
    given = [x for x in sys.argv[1:] if x != _WORDS and not x.startswith(_TARGET)]
    flags = [x for x in given if x.startswith("-")]
    with tempfile.TemporaryDirectory() as seeds:
        for i, seed in enumerate(target.seeds()):
            (Path(seeds) / f"{name}-{i}").write_bytes(seed)
        options = [f"-dict={HERE / target.tokens}", f"-max_len={LONGEST}", f"-timeout={SECONDS}"]
        corpora = [x for x in given if not x.startswith("-")] or [tempfile.mkdtemp(dir=seeds)]
        atheris.Setup([sys.argv[0], *options, *flags, *corpora, seeds], target.check)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
