"""What the build writes into pages: Markdown out of records and words."""

# What is filled in at build, by the page that must have the place for it.
PLACES: dict[str, tuple[str, ...]] = {
    "index.md": ("frontispiece", "gallery"),
    "functions/index.md": ("families",),
    "compare.md": ("compare",),
    "discrepancies.md": ("versions", "discrepancies", "gelus", "gates", "special-values"),
    "exactness.md": ("exactness", "elsewhere-exactness"),
    "names.md": ("names",),
    "glossary.md": ("glossary",),
}
