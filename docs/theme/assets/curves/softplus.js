// Made by scripts/build.py from activations/functions/softplus.py; never edited.
// digest: 34accdbf29b4d273
export const id = "softplus";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [{"name": "beta", "symbol": "β", "value": 1.0, "low": 0.2, "high": 10.0}];
export const f = (x, { beta }) => Math.log(Math.exp(beta*x) + 1)/beta;
export const slope = (x, { beta }) => Math.exp(beta*x)/(Math.exp(beta*x) + 1);
export const kinks = ({ beta }) => [];
