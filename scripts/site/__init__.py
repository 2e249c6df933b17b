"""What MkDocs calls through the hooks, and what is made for the site alone."""
