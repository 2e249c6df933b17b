"""What is written: at once, only where it changes, and known as current by a stamp."""
