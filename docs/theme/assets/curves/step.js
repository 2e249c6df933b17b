// Made by scripts/build.py from activations/functions/step.py; never edited.
// digest: 9321de519a53f3a4
export const id = "step";
export const kind = "elementwise";
export const window = [-5.0, 5.0];
export const parameters = [];
export const f = (x, _) => ((x < 0) ? ( 0 ) : ( 1 ));
export const slope = (x, _) => 0;
export const kinks = (_) => [{ at: 0, slope: 0, real: true }];
