// Made by scripts/build.py from activations/functions/tanh.py; never edited.
// digest: 264ea4d49c1190df
export const id = "tanh";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => (Math.exp(x) - Math.exp(-x))/(Math.exp(x) + Math.exp(-x));
export const slope = (x, _) => (-Math.exp(x) + Math.exp(-x))*(Math.exp(x) - Math.exp(-x))/Math.pow(Math.exp(x) + Math.exp(-x), 2) + 1;
export const kinks = (_) => [];
