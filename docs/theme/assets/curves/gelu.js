// Made by scripts/build.py from activations/functions/gelu.py; never edited.
// digest: 5ab19d8180338eed
import { erf } from "../javascripts/special.js";
export const id = "gelu";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => (1/2)*x*(erf((1/2)*Math.sqrt(2)*x) + 1);
export const slope = (x, _) => (1/2)*Math.sqrt(2)*x*Math.exp(-1/2*Math.pow(x, 2))/Math.sqrt(Math.PI) + (1/2)*erf((1/2)*Math.sqrt(2)*x) + 1/2;
export const kinks = (_) => [];
