// Made by scripts/build.py from activations/functions/rrelu.py; never edited.
// digest: 8aebe0bc4ad345ff
export const id = "rrelu";
export const kind = "random";
export const window = [-5.0, 5.0];
export const parameters = [{"name": "lower", "symbol": "l", "value": 0.125, "low": 0.0, "high": 1.0}, {"name": "upper", "symbol": "u", "value": 0.3333333333333333, "low": 0.0, "high": 1.0}];
export const f = (x, { lower, upper }) => ((x <= 0) ? ( x*((1/2)*lower + (1/2)*upper) ) : ( x ));
export const slope = (x, { lower, upper }) => ((x <= 0) ? ( (1/2)*lower + (1/2)*upper ) : ( 1 ));
export const kinks = ({ lower, upper }) => [{ at: 0, slope: (1/2)*lower + (1/2)*upper, real: true }];
