"""Jobs: the methods of `api/` as something that is run in turns, errors and all as plain data."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Generator, Iterator
from importlib import import_module
from types import FunctionType, GeneratorType
from typing import Any

from .handles import Handles
from .wording import quoted, safe

Plain = dict[str, Any]


def start(handles: Handles, method: str, params: Plain) -> Iterator[Plain | None]:
    """A job; `method` names a module of `api/` and a function in it: "generation.generate".

    Its items: None where it gave way, {"event": …}, and at the end either {"reply": …} or
    {"error": …}, which is what `fault` makes of an exception. Nothing is raised.
    """
    try:
        result = find(method)(handles, params)
        reply = (yield from _events(result)) if isinstance(result, GeneratorType) else result
        yield {"reply": reply}
    except Exception as error:
        yield {"error": fault(error)}


def find(method: object) -> Callable[[Handles, Plain], Any]:
    """The function that a method names; raises ValueError where there is none."""
    module_name, _, name = method.partition(".") if isinstance(method, str) else ("", "", "")
    if module_name.isidentifier() and not name.startswith("_"):
        full_name = f"{__package__}.api.{module_name}"
        try:
            module = import_module(full_name)
        except ModuleNotFoundError as error:
            if error.name != full_name:
                raise
        else:
            function = vars(module).get(name)
            if isinstance(function, FunctionType) and function.__module__ == module.__name__:
                return function
    raise ValueError(f"There is no method {quoted(str(method)[:60])}.")


def _events(job: Generator[Plain | None, None, Plain]) -> Generator[Plain | None, None, Plain]:
    """The items of a method, its events wrapped; returns its reply."""
    try:
        while True:
            event = next(job)
            yield event if event is None else {"event": event}
    except StopIteration as end:
        reply: Plain = end.value
        return reply
    finally:
        job.close()


def fault(error: BaseException) -> dict[str, str]:
    """An exception as plain data: its class, a sentence for people, the traceback for a console."""
    name = type(error).__name__
    message = str(error) or f"The Python program stopped with {name}."
    return {
        "name": name,
        "message": "\n".join(map(safe, message.split("\n"))),
        "detail": "".join(traceback.format_exception(error)),
    }
