export const axisBottom: any;
export const axisLeft: any;
export const scaleLinear: any;
export const select: any;
export const pointer: any;
export const zoom: any;
export const zoomIdentity: any;
