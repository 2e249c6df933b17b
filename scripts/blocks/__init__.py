"""What the build writes into pages: Markdown out of records and words."""
