"""What is done to the site after its pages are written in Markdown."""
