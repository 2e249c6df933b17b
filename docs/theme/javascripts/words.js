/** The words, in the page's language, that its scripts say: main.html prints them. */

/** @type {Record<string, Record<string, string>>} */
export const words = JSON.parse(document.querySelector("#words")?.textContent ?? "{}");
