// Made by scripts/build.py from activations/functions/swiglu.py; never edited.
// digest: 4b294c9c20aa2d1c
export const id = "swiglu";
export const kind = "pair";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (a, b, _) => a*b/(1 + Math.exp(-a));
export const slopes = (a, b, _) => [a*b*Math.exp(-a)/Math.pow(1 + Math.exp(-a), 2) + b/(1 + Math.exp(-a)), a/(1 + Math.exp(-a))];
