"""What measures the functions of frameworks.

`grids` runs in the project's environment, with ball arithmetic; `backends` and `worker` run in the
frameworks' own, and need nothing but NumPy beside the framework.
"""
