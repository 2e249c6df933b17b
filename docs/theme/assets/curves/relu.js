// Made by scripts/build.py from activations/functions/relu.py; never edited.
// digest: fae87902f1e2b641
export const id = "relu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => ((x <= 0) ? ( 0 ) : ( x ));
export const slope = (x, _) => ((x <= 0) ? ( 0 ) : ( 1 ));
export const kinks = (_) => [{ at: 0, slope: 0, real: true }];
