// Made by scripts/build.py from activations/functions/relu.py; never edited.
// digest: 4e6122b0503773df
export const id = "relu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => ((x <= 0) ? ( 0 ) : ( x ));
export const slope = (x, _) => ((x <= 0) ? ( 0 ) : ( 1 ));
export const kinks = (_) => [{ at: 0, slope: 0, real: true }];
