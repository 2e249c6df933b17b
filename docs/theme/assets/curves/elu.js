// Made by scripts/build.py from activations/functions/elu.py; never edited.
// digest: 0f6ad12c6627f30e
export const id = "elu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [{"name": "alpha", "symbol": "α", "value": 1.0, "low": 0.0, "high": 3.0}];
export const f = (x, { alpha }) => ((x > 0) ? ( x ) : ( alpha*(Math.exp(x) - 1) ));
export const slope = (x, { alpha }) => ((x > 0) ? ( 1 ) : ( alpha*Math.exp(x) ));
export const kinks = ({ alpha }) => [{ at: 0, slope: alpha, real: alpha != 1 }];
