// Made by scripts/build.py from activations/functions/silu.py; never edited.
// digest: 83b56ae9c6cae987
export const id = "silu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => x/(1 + Math.exp(-x));
export const slope = (x, _) => x*Math.exp(-x)/Math.pow(1 + Math.exp(-x), 2) + 1/(1 + Math.exp(-x));
export const kinks = (_) => [];
