"""Profiles: what is known about a site, learnt from its pages or stated by its owner."""

from __future__ import annotations

from .profile import Profile
from .rules import Rules

__all__ = ["Profile", "Rules"]
