/** A function of a vector: bars of its outputs, for three inputs that can be set. */

import { defaults } from "../definition.js";
import { button, element, slider } from "../elements.js";
import { shown } from "../plot.js";
import { words } from "../words.js";

/**
 * @typedef {object} OfMany
 * @property {(x: number[], values: import("../definition.js").Values) => number[]} f
 * @property {string} letter what the outputs are called
 * @property {boolean} temperature whether dividing the inputs by one is of interest
 */

const INPUTS = [1, 2, 3];
/** @param {number} i @returns {string} ₁ for 0 */
const below = (i) => String.fromCharCode(0x2081 + i);

/** @type {import("../live.js").Start<import("../definition.js").Definition & OfMany>} */
export function start({ stage, panel }, definition) {
  const said = words.live;
  const values = defaults(definition.parameters);
  let inputs = [...INPUTS];
  let temperature = 1;
  const outputs = () => definition.f(inputs.map((x) => x / temperature), values);

  const columns = outputs().map((_, i, all) => {
    const text = element("output");
    const bar = element("div", { class: "live-bar" });
    const name = element("span", {}, all.length > 1 ? definition.letter + below(i) : definition.letter);
    return { text, bar, column: element("div", { class: "live-column" }, text, bar, name) };
  });
  stage.append(
    element("div", { class: "live-bars", role: "group", "aria-label": said.outputs }, ...columns.map(({ column }) => column)),
  );

  function show() {
    const made = outputs();
    // Up to 1 as they are; beyond it, by the power of ten that holds them all.
    const most = Math.max(1, ...made.map(Math.abs).filter(Number.isFinite));
    const unit = 10 ** Math.ceil(Math.log10(most));
    const negative = made.filter((value) => value < 0).length;
    const above = negative === 0 ? 1 : negative === made.length ? 0 : 0.5;
    made.forEach((value, i) => {
      const { text, bar, column } = columns[i];
      const hangs = value < 0;
      column.classList.toggle("hangs", hangs);
      column.style.height = `${100 * (hangs ? 1 - above : above)}%`;
      bar.style.height = `${((Math.abs(value) / unit) * 100).toFixed(2)}%`;
      text.textContent = shown(Number(value.toFixed(4)));
    });
  }

  const sliders = INPUTS.map((value, i) =>
    slider({ name: `x${i + 1}`, symbol: `x${below(i)}`, value, low: -10, high: 10 }, (changed) => {
      inputs[i] = changed;
      show();
    }),
  );
  for (const parameter of definition.parameters) {
    sliders.push(
      slider(parameter, (changed) => {
        values[parameter.name] = changed;
        show();
      }),
    );
  }
  if (definition.temperature) {
    sliders.push(
      slider({ name: said.temperature, symbol: "T", value: 1, low: 0.1, high: 10 }, (changed) => {
        temperature = changed;
        show();
      }),
    );
  }
  const reset = button("↺", said.reset, () => {
    inputs = [...INPUTS];
    temperature = 1;
    Object.assign(values, defaults(definition.parameters));
    for (const each of sliders) each.reset();
    show();
  });
  panel.replaceChildren(...sliders.map(({ row }) => row), element("span", { class: "live-buttons" }, reset));
  show();
}
