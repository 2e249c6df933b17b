/** Pictures of what is shown, and files. */

const COPIED = ["fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linejoin", "opacity", "display"];
const SCALE = 2; // pixels of a picture for each of the page
const LETTERS = ["font-family", "font-size", "font-style", "font-weight"];

/**
 * The SVG as a file of its own: what the style sheet says is written into it.
 * @param {SVGSVGElement} svg
 * @param {string} ground the colour behind it
 * @returns {string}
 */
export function standalone(svg, ground) {
  const copy = /** @type {SVGSVGElement} */ (svg.cloneNode(true));
  const { width, height } = svg.getBoundingClientRect();
  const originals = [svg, ...svg.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  originals.forEach((original, i) => {
    const style = getComputedStyle(original);
    const wanted = original.tagName === "text" ? [...COPIED, ...LETTERS] : COPIED;
    const written = wanted.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    copies[i].setAttribute("style", written);
    copies[i].removeAttribute("class");
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width));
  copy.setAttribute("height", String(height));
  copy.setAttribute("style", `background:${ground}`);
  return new XMLSerializer().serializeToString(copy);
}

/**
 * @param {string} svg the text of a standalone SVG
 * @param {string} ground
 * @returns {Promise<Blob>}
 */
export async function raster(svg, ground) {
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * SCALE;
  canvas.height = picture.naturalHeight * SCALE;
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = ground;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done, failed) => {
    canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png");
  });
}

/** @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
