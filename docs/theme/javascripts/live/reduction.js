/** A function that makes one number of a vector: a single bar. */

export { start } from "./vector.js";
