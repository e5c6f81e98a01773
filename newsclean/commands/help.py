"""The help screens: without the types of flags, wrapped to the terminal's width, with `--help` last."""

from __future__ import annotations

import inspect
from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup


class HelpfulCommand(TyperCommand):
    """A command with such a help screen."""

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        paragraphs = inspect.cleandoc(self.help or "").split("\n\n")
        self.help = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_types(super().get_params(ctx))


class HelpfulGroup(TyperGroup):
    """The list of commands, with such a help screen."""

    def get_params(self, ctx: Any) -> list[Any]:
        return _without_types(super().get_params(ctx))


def _without_types(params: list[Any]) -> list[Any]:
    for param in params:
        if isinstance(param, TyperArgument):
            vars(param)["display_type_rich"] = lambda ctx: None  # FILE says more than <list[str]>
        elif param.is_flag and param.metavar is None:
            param.metavar = ""
    if len(params) > 1 and params[-1].name == "help":
        params[-1].rich_help_panel = getattr(params[-2], "rich_help_panel", None)
    return params
