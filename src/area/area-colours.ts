/** Colours of the box on the map. A base map does not follow the page's theme, so they are fixed, on a white casing. */
export const AREA_COLOUR = '#1f46c4';
export const REFUSED_COLOUR = '#b3261e';
export const CASING_COLOUR = '#ffffff';
