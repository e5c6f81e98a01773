"""newsclean: a messy news page in, a clean Article out, and every removal explained.

>>> from newsclean import clean
>>> clean("<h1>Bridge reopens</h1><p>The bridge over the Lenn reopened on Monday.</p>").title
'Bridge reopens'
"""

from .api import clean, explain
from .edits import Claim, Drop, Edit, Rewrite, Step, Trace, replay
from .explanation import Explanation
from .model import Article, Block, Dateline, Image, Page
from .passes import DEFAULT_PASSES
from .pipeline import Pass, PassError
from .readers import NotAPage, read

__version__ = "0.1.0"

__all__ = [
    "DEFAULT_PASSES",
    "Article",
    "Block",
    "Claim",
    "Dateline",
    "Drop",
    "Edit",
    "Explanation",
    "Image",
    "NotAPage",
    "Page",
    "Pass",
    "PassError",
    "Rewrite",
    "Step",
    "Trace",
    "clean",
    "explain",
    "read",
    "replay",
]
