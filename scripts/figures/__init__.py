"""Drawing: the style of every figure, and curves, bars and contours."""
