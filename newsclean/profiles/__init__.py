"""Profiles: what is known of a site, learnt from its own pages or stated by its owner."""

from __future__ import annotations

from .profile import Profile
from .rules import Rules

__all__ = ["Profile", "Rules"]
