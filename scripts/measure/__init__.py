"""What `scripts/bench.py` measures on: copies of the tree, of any size."""
