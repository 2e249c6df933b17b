export { axisBottom, axisLeft } from "d3-axis";
export { scaleLinear } from "d3-scale";
export { select, pointer } from "d3-selection";
export { zoom, zoomIdentity } from "d3-zoom";
