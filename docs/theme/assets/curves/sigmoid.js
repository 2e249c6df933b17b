// Made by scripts/build.py from activations/functions/sigmoid.py; never edited.
// digest: fa22c599071af91d
export const id = "sigmoid";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => 1/(1 + Math.exp(-x));
export const slope = (x, _) => Math.exp(-x)/Math.pow(1 + Math.exp(-x), 2);
export const kinks = (_) => [];
