"""The site's modules, run in V8 without a browser: what needs no page needs none here."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from py_mini_racer import MiniRacer

IMPORT = re.compile(r"^import .*\n", re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|function) (\w+))", re.MULTILINE)


class Engine:
    """Modules by their names; what one imports must be loaded before it."""

    def __init__(self) -> None:
        self._racer = MiniRacer()

    def load(self, module: Path, name: str = "globalThis") -> None:
        """Run a module; its exports become properties of `name`."""
        source = IMPORT.sub("", module.read_text(encoding="utf-8"))
        exports = ", ".join(EXPORT.findall(source))
        body = EXPORT.sub("", source)
        target = name if name == "globalThis" else f"globalThis.{name} = {{}}"
        self._racer.eval(
            f"Object.assign({target}, (() => {{ {body}\nreturn {{ {exports} }}; }})())"
        )

    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function; what it returns comes as JSON (so NaN comes as None)."""
        given = ", ".join(json.dumps(argument) for argument in arguments)
        answer = self._racer.eval(f"JSON.stringify(({function})({given})) ?? 'null'")
        return json.loads(str(answer))

    def close(self) -> None:
        # Left to the end of the interpreter, V8's thread cannot be joined.
        self._racer.close()
