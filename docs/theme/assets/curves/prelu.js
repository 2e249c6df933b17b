// Made by scripts/build.py from activations/functions/prelu.py; never edited.
// digest: 57a5aa18c7976c4e
export const id = "prelu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [{"name": "negative_slope", "symbol": "α", "value": 0.25, "low": -0.5, "high": 1.5}];
export const f = (x, { negative_slope }) => ((x <= 0) ? ( negative_slope*x ) : ( x ));
export const slope = (x, { negative_slope }) => ((x <= 0) ? ( negative_slope ) : ( 1 ));
export const kinks = ({ negative_slope }) => [{ at: 0, slope: negative_slope, real: true }];
