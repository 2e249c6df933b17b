/** A function as its curve module defines it: what it exports, and what is drawn of it. */

/**
 * @typedef {{ name: string, symbol: string, value: number, low: number, high: number }} Parameter
 * @typedef {Record<string, number>} Values of the parameters, by name
 *
 * @typedef {object} Definition what every module of ../curves exports
 * @property {string} id
 * @property {string} kind the name of its room in ./live
 * @property {[number, number]} window
 * @property {Parameter[]} parameters
 *
 * @typedef {object} Of what a function of one input exports besides
 * @property {(x: number, values: Values) => number} f
 * @property {(x: number, values: Values) => number} slope
 * @property {(values: Values) => { at: number, slope: number, real: boolean }[]} kinks
 * @property {(values: Values) => ((x: number) => number)[]} [band] what a random curve stays between
 *
 * @typedef {Definition & Of} Elementwise
 */

/** @param {string} id @returns {Promise<any>} what the curve module of a function exports */
export const load = (id) => import(`../curves/${id}.js`);

/** @param {Parameter[]} parameters @returns {Values} */
export const defaults = (parameters) => Object.fromEntries(parameters.map((p) => [p.name, p.value]));

/**
 * What is asked of parameters, within their bounds; the others are at their defaults.
 * @param {Parameter[]} parameters
 * @param {Values} [asked]
 * @returns {Values}
 */
export function settings(parameters, asked = {}) {
  const known = parameters.filter((p) => Number.isFinite(asked[p.name]));
  const given = known.map((p) => [p.name, Math.min(Math.max(asked[p.name], p.low), p.high)]);
  return { ...defaults(parameters), ...Object.fromEntries(given) };
}

/** Those that are not at their defaults. @param {Parameter[]} parameters @param {Values} values @returns {Values} */
export const changes = (parameters, values) =>
  Object.fromEntries(parameters.filter((p) => values[p.name] !== p.value).map((p) => [p.name, values[p.name]]));

/** The curves f and f′ of a function of one input. @param {Elementwise} definition @param {Values} values */
export function curvesOf(definition, values) {
  const kinks = definition.kinks(values).filter((kink) => kink.real);
  const f = (/** @type {number} */ x) => definition.f(x, values);
  const slope = (/** @type {number} */ x) => definition.slope(x, values);
  return {
    f: { id: "f(x)", g: f, breaks: kinks.map(({ at }) => ({ at, value: f(at) })), className: "is-f", read: true },
    slope: {
      id: "f′(x)",
      g: slope,
      breaks: kinks.map((kink) => ({ at: kink.at, value: kink.slope })),
      className: "is-slope",
      read: true,
    },
  };
}
