"""Selects the cleaned articles to write, by status, language, length and confidence."""

from __future__ import annotations

from dataclasses import dataclass

from ..article import Article
from ..text.words import count_words


@dataclass(frozen=True, slots=True)
class Wanted:
    """The articles to write: by default all.

    statuses: only these; () is any. languages: only these, with their varieties: "de" includes "de-AT".
    min_words: the least length of the text. min_confidence: the least confidence, 0 to 1.
    """

    statuses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    min_words: int = 0
    min_confidence: float = 0.0

    def misfit(self, article: Article) -> str | None:
        """Return the first filter that leaves the article out, such as "status"; None if it is wanted."""
        if self.statuses and article.status not in self.statuses:
            return "status"
        if self.languages and not self._wants(article.language or ""):
            return "language"
        if self.min_words and count_words(article.text) < self.min_words:
            return "words"
        return "confidence" if article.confidence < self.min_confidence else None

    def _wants(self, language: str) -> bool:
        return f"{language.lower()}-".startswith(tuple(f"{each.lower()}-" for each in self.languages))


EVERY = Wanted()
