/** A function of one input: its curve and its derivative's, read, moved, enlarged, changed. */

import { changes, curvesOf, defaults, settings } from "../definition.js";
import { button, element, slider } from "../elements.js";
import { Plot, shown, valueAt } from "../plot.js";
import { words } from "../words.js";

/** @type {import("../live.js").Start<import("../definition.js").Elementwise>} */
export function start({ stage, panel, asked, remember }, definition) {
  const said = words.live;
  const values = settings(definition.parameters, asked.values);
  const changed = () => changes(definition.parameters, values);
  const field = /** @type {HTMLInputElement} */ (
    element("input", { type: "number", step: "any", "aria-label": said.x })
  );
  const f = element("output", { class: "is-f" });
  const slope = element("output", { class: "is-slope" });
  const plot = new Plot(stage, { window: definition.window, label: said.read, onMove: tell, onChange: keep });
  const original = curvesOf(definition, defaults(definition.parameters)).f;

  function keep() {
    remember({ values: changed(), x: plot.chosen, view: plot.view });
  }

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
    const ghost = { ...original, id: "default", className: "is-ghost", read: false };
    plot.draw([main, dashed, ...band, ...(Object.keys(changed()).length ? [ghost] : [])]);
    tell(plot.cursor);
  }

  field.addEventListener("input", () => plot.move(field.valueAsNumber));
  const sliders = definition.parameters.map((parameter) =>
    slider(parameter, values[parameter.name], (value) => {
      values[parameter.name] = value;
      draw();
      keep();
    }),
  );
  const reset = () => {
    Object.assign(values, defaults(definition.parameters));
    for (const each of sliders) each.reset();
    draw();
    plot.reset();
  };
  panel.replaceChildren(
    element(
      "div",
      { class: "live-readings" },
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
    ),
    ...sliders.map(({ row }) => row),
  );
  draw();
  if (asked.x !== undefined) plot.move(asked.x);
  plot.view = asked.view;
  keep();
}
