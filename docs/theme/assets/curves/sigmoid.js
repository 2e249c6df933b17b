// Made by scripts/build.py from activations/functions/sigmoid.py; never edited.
// digest: 9130529b7b4ce96e
export const id = "sigmoid";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => 1/(1 + Math.exp(-x));
export const slope = (x, _) => Math.exp(-x)/Math.pow(1 + Math.exp(-x), 2);
export const kinks = (_) => [];
