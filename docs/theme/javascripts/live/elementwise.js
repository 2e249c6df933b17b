/** A function of one input: its curve and its derivative's, read, moved, enlarged, changed. */

import { curvesOf, defaults } from "../definition.js";
import { button, element, slider } from "../elements.js";
import { Plot, shown, valueAt } from "../plot.js";
import { words } from "../words.js";

/** @type {import("../live.js").Start<import("../definition.js").Elementwise>} */
export function start({ stage, panel }, definition) {
  const said = words.live;
  const values = defaults(definition.parameters);
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "number", step: "any", "aria-label": said.x })
  );
  const f = element("output", { class: "is-f" });
  const slope = element("output", { class: "is-slope" });
  const plot = new Plot(stage, { window: definition.window, label: said.read, onMove: tell });
  const original = curvesOf(definition, values).f;

  function tell(/** @type {number} */ x) {
    const { f: main, slope: dashed } = curvesOf(definition, values);
    if (document.activeElement !== field) field.value = String(Number(x.toPrecision(4)));
    f.textContent = shown(valueAt(main, x));
    slope.textContent = shown(valueAt(dashed, x));
  }

  function draw() {
    const { f: main, slope: dashed } = curvesOf(definition, values);
    const band = (definition.band?.(values) ?? []).map((g, i) => ({
      id: `bound ${i}`,
      g,
      breaks: main.breaks.map(({ at }) => ({ at, value: g(at) })),
      className: "is-bound",
    }));
    const changed = definition.parameters.some((p) => values[p.name] !== p.value);
    const ghost = { ...original, id: "default", className: "is-ghost", read: false };
    plot.draw([main, dashed, ...band, ...(changed ? [ghost] : [])]);
    tell(plot.cursor);
  }

  field.addEventListener("input", () => plot.move(field.valueAsNumber));
  const sliders = definition.parameters.map((parameter) =>
    slider(parameter, (value) => {
      values[parameter.name] = value;
      draw();
    }),
  );
  const reset = () => {
    Object.assign(values, defaults(definition.parameters));
    for (const each of sliders) each.reset();
    draw();
    plot.reset();
  };
  panel.replaceChildren(
    element("label", {}, "x ", field),
    element("span", { class: "live-value" }, "f(x) ", f),
    element("span", { class: "live-value" }, "f′(x) ", slope),
    element(
      "span",
      { class: "live-buttons" },
      button("+", said.enlarge, () => plot.enlarge(1.5)),
      button("−", said.reduce, () => plot.enlarge(1 / 1.5)),
      button("↺", said.reset, reset),
    ),
    ...sliders.map(({ row }) => row),
  );
  draw();
}
