/** A function of two inputs: a map of its values, read at a point. */

import { defaults } from "../definition.js";
import { element, slider } from "../elements.js";
import { shown } from "../plot.js";

/**
 * @typedef {import("../definition.js").Values} Values
 * @typedef {object} OfTwo
 * @property {(a: number, b: number, values: Values) => number} f
 * @property {(a: number, b: number, values: Values) => [number, number]} slopes
 */

/** @type {import("../live.js").Start<import("../definition.js").Definition & OfTwo>} */
export function start({ stage, panel }, definition) {
  const values = defaults(definition.parameters);
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { width: "176", height: "176", "aria-hidden": "true" }));
  const mark = element("span", { class: "live-mark", "aria-hidden": "true" });
  const map = element("div", { class: "live-map" }, canvas, mark);
  const [low, high] = definition.window;
  const ends = ["a", "b"].map((name) =>
    element("div", { class: `live-axis is-${name}`, "aria-hidden": "true" }, ...[shown(low), name, shown(high)].map((text) => element("span", {}, text))),
  );
  map.append(...ends);
  stage.append(map);
  const point = { a: 2, b: 2 };
  const names = ["f(a, b)", "∂f/∂a", "∂f/∂b"];
  const outputs = names.map((_, i) => element("output", { class: i ? "is-slope" : "is-f" }));

  function paint() {
    const style = getComputedStyle(stage);
    const [positive, negative] = ["--f", "--slope"].map((name) => rgb(style.getPropertyValue(name)));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(canvas.width, canvas.height);
    const top = Math.abs(definition.f(high, high, values));
    for (let i = 0; i < canvas.height; i += 1) {
      for (let k = 0; k < canvas.width; k += 1) {
        const a = low + ((high - low) * (k + 0.5)) / canvas.width;
        const b = high - ((high - low) * (i + 0.5)) / canvas.height;
        const value = definition.f(a, b, values);
        const ink = value >= 0 ? positive : negative;
        const strength = 255 * Math.sqrt(Math.min(1, Math.abs(value) / top));
        image.data.set([...ink, strength], 4 * (i * canvas.width + k));
      }
    }
    context.putImageData(image, 0, 0);
  }

  /** @param {number} a @param {number} b */
  const at = (a, b) => [definition.f(a, b, values), ...definition.slopes(a, b, values)];

  function show() {
    const { a, b } = point;
    at(a, b).forEach((value, i) => (outputs[i].textContent = shown(value)));
    mark.style.left = `${((a - low) / (high - low)) * 100}%`;
    mark.style.top = `${((high - b) / (high - low)) * 100}%`;
  }

  const inputs = /** @type {("a" | "b")[]} */ (["a", "b"]).map((name) =>
    slider({ name, symbol: name, value: point[name], low, high }, (value) => {
      point[name] = value;
      show();
    }),
  );
  const others = definition.parameters.map((parameter) =>
    slider(parameter, (value) => {
      values[parameter.name] = value;
      paint();
      show();
    }),
  );
  map.addEventListener("pointermove", (event) => {
    const box = map.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    if (across < 0 || across > 1 || down < 0 || down > 1) return;
    point.a = low + (high - low) * across;
    point.b = high - (high - low) * down;
    inputs[0].show(point.a);
    inputs[1].show(point.b);
    show();
  });
  panel.replaceChildren(
    ...names.map((name, i) => element("span", { class: "live-value" }, `${name} `, outputs[i])),
    ...[...inputs, ...others].map(({ row }) => row),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  paint();
  show();
}

/** @param {string} colour six digits, as in the style sheet @returns {number[]} */
function rgb(colour) {
  const digits = colour.trim().slice(1);
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
}
