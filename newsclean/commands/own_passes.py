"""The user's own passes, named on the command line: `--pass module:function`."""

from __future__ import annotations

import importlib
import multiprocessing
import pickle
import sys
from collections.abc import Iterable
from functools import reduce
from pathlib import Path
from typing import Any

from ..jobs.local_files import reason
from ..passes import DEFAULT_PASSES
from ..pipeline import Pass
from .streams import USAGE_ERROR, fail


def with_own(names: Iterable[str], *, for_workers: bool = False) -> tuple[Pass, ...]:
    """Return the default passes, followed by the passes of these names.

    Exits if one cannot be imported or, with `for_workers`, cannot be pickled for them.
    """
    return (*DEFAULT_PASSES, *(_imported(name, for_workers) for name in names))


def _imported(name: str, for_workers: bool) -> Pass:
    module, _, function = name.partition(":")
    if not function or not all(module.split(".")):
        fail(f"--pass {name}: name a pass as module:function", USAGE_ERROR)
    found: Any
    try:
        found = reduce(getattr, function.split("."), _module(module))
    except AttributeError:
        fail(f"--pass {name}: module {module} has no {function}", USAGE_ERROR)
    if not callable(found):
        fail(f"--pass {name}: {function} is not a function but {type(found).__name__}", USAGE_ERROR)
    if for_workers and multiprocessing.get_start_method() != "fork":
        try:
            pickle.dumps(found)
        except Exception:
            problem = f"{function} cannot be sent to workers: use a function with a name of its own"
            fail(f"--pass {name}: {problem}, or --workers 0", USAGE_ERROR)
    passed: Pass = found
    return passed


def _module(name: str) -> Any:
    """Return a module, which may be in the current folder. Exits with the reason if it cannot be imported."""
    folder = str(Path.cwd())
    if folder not in sys.path:
        sys.path.insert(0, folder)  # workers get it too
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name is not None and f"{name}.".startswith(f"{error.name}."):
            fail(f"--pass {name}: there is no module {error.name}, neither here nor installed", USAGE_ERROR)
        fail(f"--pass {name}: {name} needs the module {error.name}, which is not installed", USAGE_ERROR)
    except (Exception, SystemExit) as error:
        problem = reason(error) if isinstance(error, Exception) else "it exits"
        fail(f"--pass {name}: {name} cannot be imported: {type(error).__name__}: {problem}", USAGE_ERROR)
