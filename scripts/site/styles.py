"""Join the style sheets of docs/theme/styles: a reader fetches one."""

from __future__ import annotations

from pathlib import Path

# Of two rules that say the same, the later holds: so paper comes last.
ORDER = (
    *("colours", "material", "type", "header", "search", "navigation", "figures"),
    *("home", "gallery", "legend", "relatives", "live", "compare", "mathematics", "take"),
    *("elsewhere", "footer", "notebook", "print"),
)


def join(folder: Path) -> str:
    """Return the style sheets of a folder as one.

    Raises
    ------
    ValueError
        If there is a style sheet that has no place in the order, or a place without one.
    """
    for name in {path.stem for path in folder.glob("*.css")} ^ set(ORDER):
        raise ValueError(f"{folder / name}.css:1: in the folder or in ORDER, not in both: both")
    return "\n".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in ORDER)
