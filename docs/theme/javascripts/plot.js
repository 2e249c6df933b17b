/** A graph that can be read, moved and enlarged by pointer, finger and keyboard. */

import { axisBottom, axisLeft, pointer, scaleLinear, select, zoom, zoomIdentity } from "../vendor/d3/d3.min.js";

/**
 * @typedef {{ at: number, value: number }} Break where a curve has a corner or a jump, and its value there
 * @typedef {{ id: string, g: (x: number) => number, breaks: Break[], className: string, colour?: string, tag?: string, label?: string, read?: boolean }} Curve
 * @typedef {{ low: number, high: number }} Range
 */

const MARGIN = { top: 10, right: 10, bottom: 28, left: 46 };
const REACH = 40; // beyond it nothing here is worth seeing, and the exponentials stay finite
const BESIDE = 1e-9; // how near to a break its two sides are taken

/** @param {number} value @returns {string} a number with few digits, as the pages set it */
export function shown(value) {
  if (Number.isNaN(value)) return "—";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const text = Math.abs(value) < 1e-12 ? "0" : String(Number(value.toPrecision(5)));
  return text.replace("-", "−").replace(/e[+]?(.*)/, " × 10^$1");
}

export class Plot {
  /**
   * @param {HTMLElement} host
   * @param {object} options
   * @param {[number, number]} options.window
   * @param {string} options.label
   * @param {(x: number) => void} options.onMove told the x that is read
   * @param {() => void} options.onChange told that another x was chosen, or another view
   */
  constructor(host, { window, label, onMove, onChange }) {
    this.host = host;
    this.width = 0; // of the host, in pixels
    this.size = 0; // its height
    this.window = window;
    this.onMove = onMove;
    this.onChange = onChange;
    /** @type {Curve[]} */
    this.curves = [];
    /** @type {Range} */
    this.height = { low: -1, high: 1 };
    /** @type {number | undefined} the x that was chosen; a mouse that passes only reads */
    this.chosen = undefined;
    this.cursor = this.home;
    this.transform = zoomIdentity;
    host.classList.add("plot");
    host.tabIndex = 0;
    host.setAttribute("role", "slider");
    host.setAttribute("aria-label", label);
    this.svg = select(host).append("svg").attr("aria-hidden", "true");
    this.clip = `clip-${Math.random().toString(36).slice(2)}`;
    this.area = this.svg.append("clipPath").attr("id", this.clip).append("rect");
    this.rules = this.svg.append("g").attr("class", "plot-rules");
    this.bottom = this.svg.append("g").attr("class", "plot-axis");
    this.left = this.svg.append("g").attr("class", "plot-axis");
    this.layer = this.svg.append("g").attr("clip-path", `url(#${this.clip})`);
    this.reading = this.layer.append("g").attr("class", "plot-reading");
    this.zoom = zoom()
      .scaleExtent([1 / 8, 400])
      .filter((/** @type {any} */ event) => this.#wanted(event))
      .on("zoom", (/** @type {any} */ event) => {
        this.transform = event.transform;
        this.redraw();
        this.onChange();
      });
    this.svg.call(this.zoom).on("dblclick.zoom", null);
    host.addEventListener("pointermove", (event) => this.#read(event));
    host.addEventListener("pointerdown", (event) => this.#read(event));
    host.addEventListener("pointerleave", () => this.#show(this.chosen ?? this.home));
    host.addEventListener("keydown", (event) => this.#key(event));
    new ResizeObserver(() => this.#resize()).observe(host);
    this.#resize();
  }

  /** The wheel enlarges only where it is asked to, so that the page scrolls; so does one finger. */
  #wanted(/** @type {any} */ event) {
    if (event.type === "wheel") return event.ctrlKey || event.metaKey || document.activeElement === this.host;
    if (event.type.startsWith("touch")) return event.touches.length > 1;
    return !event.button;
  }

  #resize() {
    const width = this.host.clientWidth;
    const height = this.host.clientHeight;
    if (!width || !height || (width === this.width && height === this.size)) return;
    this.width = width;
    this.size = height;
    this.svg.attr("viewBox", `0 0 ${width} ${height}`);
    this.#scale();
    this.area
      .attr("x", MARGIN.left - 6)
      .attr("y", 0)
      .attr("width", width - MARGIN.left + 6)
      .attr("height", height - MARGIN.bottom + 6);
    this.redraw();
  }

  #scale() {
    const { width, size } = this;
    this.x = scaleLinear(this.window, [MARGIN.left, width - MARGIN.right]);
    this.y = scaleLinear([this.height.low, this.height.high], [size - MARGIN.bottom, MARGIN.top]);
    this.zoom
      .extent([[MARGIN.left, MARGIN.top], [width - MARGIN.right, size - MARGIN.bottom]])
      .translateExtent([[this.x(-REACH), -1e7], [this.x(REACH), 1e7]]);
  }

  /** Fit the height to what is drawn over the window. */
  fit() {
    if (!this.width) return;
    const values = [0];
    for (const curve of this.curves) {
      for (let i = 0; i <= 400; i += 1) {
        const value = curve.g(this.window[0] + ((this.window[1] - this.window[0]) * i) / 400);
        if (Number.isFinite(value)) values.push(value);
      }
    }
    const low = Math.min(...values);
    const high = Math.max(...values);
    const room = 0.06 * (high - low || 1);
    this.height = { low: low - room, high: high + room };
    this.#scale();
  }

  /** @param {Curve[]} curves */
  draw(curves) {
    this.curves = curves;
    if (this.transform.k === 1 && this.transform.x === 0 && this.transform.y === 0) this.fit();
    this.redraw();
  }

  /** The part of the x axis that is in sight. @returns {[number, number]} */
  get domain() {
    return /** @type {[number, number]} */ (this.transform.rescaleX(this.x).domain());
  }

  redraw() {
    if (!this.width || !this.x) return;
    const x = this.transform.rescaleX(this.x);
    const y = this.transform.rescaleY(this.y);
    const { width, size } = this;
    const painted = [...this.curves].reverse(); // the first on top
    this.bottom
      .attr("transform", `translate(0,${size - MARGIN.bottom})`)
      .call(axisBottom(x).ticks(Math.min(Math.max(3, width / 70), 10)).tickSize(0).tickPadding(8));
    this.left
      .attr("transform", `translate(${MARGIN.left},0)`)
      .call(axisLeft(y).ticks(Math.min(Math.max(3, size / 50), 8)).tickSize(0).tickPadding(8));
    const rules = [
      [MARGIN.left, y(0), width, y(0)],
      [x(0), 0, x(0), size - MARGIN.bottom],
    ].filter(([x1, y1]) => x1 >= MARGIN.left - 1 && y1 <= size - MARGIN.bottom + 1);
    this.rules
      .selectAll("line")
      .data(rules)
      .join("line")
      .attr("x1", (/** @type {number[]} */ d) => d[0])
      .attr("y1", (/** @type {number[]} */ d) => d[1])
      .attr("x2", (/** @type {number[]} */ d) => d[2])
      .attr("y2", (/** @type {number[]} */ d) => d[3]);
    this.layer
      .selectAll("path")
      .data(painted, (/** @type {Curve} */ d) => d.id)
      .join((/** @type {any} */ enter) => enter.insert("path", ".plot-reading"))
      .order()
      .attr("class", (/** @type {Curve} */ d) => `plot-curve ${d.className}`)
      .style("stroke", (/** @type {Curve} */ d) => d.colour ?? null)
      .attr("d", (/** @type {Curve} */ d) => path(d, x, y));
    this.layer
      .selectAll("circle.plot-end")
      .data(painted.flatMap((curve) => ends(curve, x.domain())))
      .join((/** @type {any} */ enter) => enter.insert("circle", ".plot-reading"))
      .attr("class", (/** @type {any} */ d) => `plot-end ${d.curve.className} ${d.open ? "open" : ""}`)
      .style("stroke", (/** @type {any} */ d) => d.curve.colour ?? null)
      .style("fill", (/** @type {any} */ d) => (d.open ? null : d.curve.colour ?? null))
      .attr("r", 4)
      .attr("cx", (/** @type {any} */ d) => x(d.x))
      .attr("cy", (/** @type {any} */ d) => y(d.y));
    const tags = this.curves.filter((curve) => curve.tag).map((curve, i) => {
      const across = width - MARGIN.right - 16 - 22 * i;
      const down = y(curve.g(x.invert(across)));
      return { curve, across, down: Math.min(Math.max(down, 10), size - MARGIN.bottom - 8) };
    });
    this.layer
      .selectAll("circle.plot-room") // the curves give way to their numbers
      .data(tags)
      .join((/** @type {any} */ enter) => enter.insert("circle", ".plot-reading"))
      .attr("class", "plot-room")
      .raise() // a curve may have come after it
      .attr("r", 9)
      .attr("cx", (/** @type {any} */ d) => d.across)
      .attr("cy", (/** @type {any} */ d) => d.down);
    this.layer
      .selectAll("text.plot-tag")
      .data(tags)
      .join((/** @type {any} */ enter) => enter.insert("text", ".plot-reading"))
      .attr("class", "plot-tag")
      .raise()
      .attr("text-anchor", "middle")
      .style("fill", (/** @type {any} */ d) => d.curve.colour ?? null)
      .text((/** @type {any} */ d) => d.curve.tag)
      .attr("x", (/** @type {any} */ d) => d.across)
      .attr("y", (/** @type {any} */ d) => d.down + 4);
    this.reading.raise();
    this.#point(x, y);
  }

  #point(/** @type {any} */ x, /** @type {any} */ y) {
    const read = this.curves.filter((curve) => curve.read);
    const values = read.map((curve) => valueAt(curve, this.cursor));
    this.reading
      .selectAll("line")
      .data([x(this.cursor)])
      .join("line")
      .attr("y1", 0)
      .attr("y2", this.size)
      .attr("x1", Number)
      .attr("x2", Number);
    this.reading
      .selectAll("circle")
      .data(read)
      .join("circle")
      .attr("class", (/** @type {Curve} */ d) => d.className)
      .style("fill", (/** @type {Curve} */ d) => d.colour ?? null)
      .attr("r", 5)
      .attr("cx", x(this.cursor))
      .attr("cy", (/** @type {Curve} */ d, /** @type {number} */ i) => (Number.isFinite(values[i]) ? y(values[i]) : -99));
    const [low, high] = this.domain;
    this.host.setAttribute("aria-valuemin", shown(low).replace("−", "-"));
    this.host.setAttribute("aria-valuemax", shown(high).replace("−", "-"));
    this.host.setAttribute("aria-valuenow", String(Number(this.cursor.toPrecision(5))));
    const told = read.map((curve, i) => `${curve.id} = ${shown(values[i])}`);
    this.host.setAttribute("aria-valuetext", [`x = ${shown(this.cursor)}`, ...told].join(", "));
  }

  /** Where x is at the beginning. */
  get home() {
    return Math.min(Math.max(1, this.window[0]), this.window[1]);
  }

  /** @param {number} x */
  #show(x) {
    this.cursor = Math.min(Math.max(x, -REACH), REACH);
    this.redraw();
    this.onMove(this.cursor);
  }

  /** Choose x: read the curves there, and bring it into sight. @param {number} x */
  move(x) {
    if (!Number.isFinite(x)) return;
    this.#show(x);
    this.chosen = this.cursor;
    const [low, high] = this.domain;
    if (this.cursor < low || this.cursor > high) {
      this.svg.call(this.zoom.translateTo, this.x(this.cursor), this.y((this.height.low + this.height.high) / 2));
    }
    this.onChange();
  }

  /** A mouse reads where it passes and chooses where it is pressed, a finger chooses. */
  #read(/** @type {PointerEvent} */ event) {
    const passes = event.pointerType === "mouse" && event.type === "pointermove";
    if (passes && event.buttons) return; // it drags
    const [at] = pointer(event, this.svg.node());
    if (at < MARGIN.left - 4) return;
    const x = this.transform.rescaleX(this.x).invert(at);
    if (passes) this.#show(x);
    else this.move(x);
  }

  #key(/** @type {KeyboardEvent} */ event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.host) return;
    const [low, high] = this.domain;
    const step = ((high - low) / 100) * (event.shiftKey ? 10 : 1);
    /** @type {Record<string, () => void>} */
    const keys = {
      ArrowLeft: () => this.move(this.cursor - step),
      ArrowDown: () => this.move(this.cursor - step),
      ArrowRight: () => this.move(this.cursor + step),
      ArrowUp: () => this.move(this.cursor + step),
      PageDown: () => this.move(this.cursor - 10 * step),
      PageUp: () => this.move(this.cursor + 10 * step),
      Home: () => this.move(low),
      End: () => this.move(high),
      "+": () => this.enlarge(1.5),
      "=": () => this.enlarge(1.5),
      "-": () => this.enlarge(1 / 1.5),
      0: () => this.reset(),
    };
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  /** Enlarge around the cursor. @param {number} factor */
  enlarge(factor) {
    const x = this.transform.rescaleX(this.x)(this.cursor);
    const first = this.curves.find((curve) => curve.read);
    const value = first ? first.g(this.cursor) : 0;
    const y = this.transform.rescaleY(this.y)(Number.isFinite(value) ? value : 0);
    this.svg.call(this.zoom.scaleBy, factor, [x, y]);
  }

  /** Go back to the first view, and the first x. */
  reset() {
    this.chosen = undefined;
    this.#show(this.home);
    this.svg.call(this.zoom.transform, zoomIdentity);
  }

  /**
   * How much is enlarged, and what is in the middle, if that was changed.
   * @returns {import("./address.js").View | undefined}
   */
  get view() {
    const { width, size, transform } = this;
    if (transform.k === 1 && transform.x === 0 && transform.y === 0) return undefined;
    return {
      k: transform.k,
      x: transform.rescaleX(this.x).invert((MARGIN.left + width - MARGIN.right) / 2),
      y: transform.rescaleY(this.y).invert((MARGIN.top + size - MARGIN.bottom) / 2),
    };
  }

  set view(view) {
    if (!view) return;
    const { k, x, y } = view;
    this.svg.call(this.zoom.transform, zoomIdentity.scale(k));
    this.svg.call(this.zoom.translateTo, this.x(x), this.y(y));
  }
}

/** @param {Curve} curve @param {number} x */
export function valueAt(curve, x) {
  return curve.breaks.find((b) => b.at === x)?.value ?? curve.g(x);
}

/** The curve in sight, a point at every pixel, lifted where it breaks. */
function path(/** @type {Curve} */ curve, /** @type {any} */ x, /** @type {any} */ y) {
  const [low, high] = x.domain();
  const [first, last] = x.range();
  const count = Math.max(2, Math.ceil(last - first));
  const inside = curve.breaks.map((b) => b.at).filter((at) => at > low && at < high);
  const edges = [low, ...inside, high];
  let d = "";
  for (let i = 1; i < edges.length; i += 1) {
    const left = edges[i - 1] + (i > 1 ? BESIDE : 0);
    const right = edges[i] - (i < edges.length - 1 ? BESIDE : 0);
    const steps = Math.max(1, Math.ceil((count * (right - left)) / (high - low)));
    let pen = "M";
    for (let k = 0; k <= steps; k += 1) {
      const at = left + ((right - left) * k) / steps;
      const value = curve.g(at);
      if (Number.isFinite(value)) {
        const up = Math.min(Math.max(y(value), -1e4), 1e4);
        d += `${pen}${x(at).toFixed(2)},${up.toFixed(2)}`;
        pen = "L";
      } else {
        pen = "M";
      }
    }
  }
  return d;
}

/** Both ends of every jump in sight: open where the curve only comes near. */
function ends(/** @type {Curve} */ curve, /** @type {number[]} */ [low, high]) {
  return curve.breaks
    .filter(({ at }) => at >= low && at <= high)
    .flatMap(({ at, value }) => {
      const sides = [curve.g(at - BESIDE), curve.g(at + BESIDE)];
      if (Math.abs(sides[0] - sides[1]) < 1e-6) return [];
      const open = sides.filter((side) => Math.abs(side - value) > 1e-6);
      return [...open.map((y) => ({ curve, x: at, y, open: true })), { curve, x: at, y: value, open: false }];
    });
}
