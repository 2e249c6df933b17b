// Made by scripts/build.py from activations/functions/softmax.py; never edited.
// digest: 52d3746c163bd3f4
export const id = "softmax";
export const kind = "vector";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x_i, x_1, x_2, x_3, _) => Math.exp(x_i)/(Math.exp(x_1) + Math.exp(x_2) + Math.exp(x_3));
