"""What is true of a closed form, in ball arithmetic: of `exact` alone, never of a function's code.

The test vectors are made of it, and the tests hold the package and the printed pages to it; what
prints the pages must not use it.
"""
