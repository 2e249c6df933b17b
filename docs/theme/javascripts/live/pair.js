/** A function of two inputs: a map of its values, read at a point. */

import { changes, settings } from "../definition.js";
import { element, slider } from "../elements.js";
import { shown } from "../plot.js";

/**
 * @typedef {import("../definition.js").Values} Values
 * @typedef {object} OfTwo
 * @property {(a: number, b: number, values: Values) => number} f
 * @property {(a: number, b: number, values: Values) => [number, number]} slopes
 */

/** @type {import("../live.js").Start<import("../definition.js").Definition & OfTwo>} */
export function start({ stage, panel, asked, remember }, definition) {
  const canvas = /** @type {HTMLCanvasElement} */ (element("canvas", { width: "176", height: "176", "aria-hidden": "true" }));
  const mark = element("span", { class: "live-mark", "aria-hidden": "true" });
  const map = element("div", { class: "live-map" }, canvas, mark);
  const [low, high] = definition.window;
  const ends = ["a", "b"].map((name) =>
    element("div", { class: `live-axis is-${name}`, "aria-hidden": "true" }, ...[shown(low), name, shown(high)].map((text) => element("span", {}, text))),
  );
  map.append(...ends);
  stage.append(map);
  const controls = [...["a", "b"].map((name) => ({ name, symbol: name, value: 2, low, high })), ...definition.parameters];
  const values = settings(controls, asked.values);
  let { a, b } = values; // what is read; a mouse that passes chooses nothing
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
    at(a, b).forEach((value, i) => (outputs[i].textContent = shown(value)));
    mark.style.left = `${((a - low) / (high - low)) * 100}%`;
    mark.style.top = `${((high - b) / (high - low)) * 100}%`;
  }

  function chosen() {
    ({ a, b } = values);
    sliders[0].show(a);
    sliders[1].show(b);
    show();
  }

  function changed() {
    chosen();
    remember({ values: changes(controls, values) });
  }

  const sliders = controls.map((control) =>
    slider(control, values[control.name], (value) => {
      values[control.name] = value;
      if (definition.parameters.includes(control)) paint();
      changed();
    }),
  );
  const read = (/** @type {PointerEvent} */ event) => {
    const box = map.getBoundingClientRect();
    const across = (event.clientX - box.left) / box.width;
    const down = (event.clientY - box.top) / box.height;
    if (across < 0 || across > 1 || down < 0 || down > 1) return;
    a = low + (high - low) * across;
    b = high - (high - low) * down;
    if (event.type === "pointerdown" || event.pointerType !== "mouse") {
      Object.assign(values, { a, b });
      return changed();
    }
    sliders[0].show(a);
    sliders[1].show(b);
    show();
  };
  map.addEventListener("pointermove", read);
  map.addEventListener("pointerdown", read);
  map.addEventListener("pointerleave", chosen);
  panel.replaceChildren(
    element("div", { class: "live-readings" }, ...names.map((name, i) => element("span", { class: "live-value" }, `${name} `, outputs[i]))),
    ...sliders.map(({ row }) => row),
  );
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paint);
  new MutationObserver(paint).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  paint();
  changed();
}

/** @param {string} colour six digits, as in the style sheet @returns {number[]} */
function rgb(colour) {
  const digits = colour.trim().slice(1);
  return [0, 2, 4].map((i) => parseInt(digits.slice(i, i + 2), 16));
}
