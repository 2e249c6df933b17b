// Made by scripts/build.py from activations/functions/leaky_relu.py; never edited.
// digest: fa5577f83bb6a4b5
export const id = "leaky_relu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [{"name": "negative_slope", "symbol": "α", "value": 0.01, "low": 0.0, "high": 1.0}];
export const f = (x, { negative_slope }) => ((x <= 0) ? ( negative_slope*x ) : ( x ));
export const slope = (x, { negative_slope }) => ((x <= 0) ? ( negative_slope ) : ( 1 ));
export const kinks = ({ negative_slope }) => [{ at: 0, slope: negative_slope, real: true }];
