/** The figure of a function comes alive when somebody reaches for it; until then nothing of it is loaded. */

import { words } from "./words.js";

/**
 * What each room in ./live exports as `start`: fill the stage and the panel.
 * @template Definition
 * @typedef {(place: { stage: HTMLElement, panel: HTMLElement }, definition: Definition) => void} Start
 */

const figure = /** @type {HTMLElement} */ (document.querySelector("[data-live]"));
const panel = /** @type {HTMLElement} */ (figure.querySelector(".live-panel"));
const picture = /** @type {HTMLImageElement} */ (figure.querySelector("img"));
const begin = Object.assign(document.createElement("button"), { type: "button", textContent: words.live.start });
const REACHES = ["pointerenter", "pointerdown", "focusin"];

/** Make the figure live, once. */
async function wake() {
  for (const reach of REACHES) figure.removeEventListener(reach, wake);
  const stage = Object.assign(document.createElement("div"), { className: "live-stage" });
  try {
    const definition = await import(`../curves/${figure.dataset.live}.js`);
    const room = await import(`./live/${definition.kind}.js`);
    const focused = document.activeElement === begin;
    picture.hidden = true;
    picture.after(stage);
    room.start({ stage, panel }, definition);
    figure.classList.add("is-live");
    if (focused) /** @type {HTMLElement} */ (figure.querySelector("[tabindex], input")).focus();
  } catch {
    stage.remove();
    picture.hidden = false;
    panel.role = "alert";
    panel.textContent = words.live.failed;
  }
}

for (const reach of REACHES) figure.addEventListener(reach, wake);
panel.append(begin);
