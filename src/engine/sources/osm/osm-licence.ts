/** How OpenStreetMap wants to be named, https://www.openstreetmap.org/copyright. */
export const OSM_ATTRIBUTION = '© OpenStreetMap contributors';
export const OSM_LICENCE = 'Open Database License (ODbL) 1.0, https://www.openstreetmap.org/copyright';
