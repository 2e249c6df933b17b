"""What builds, checks and serves the site."""
