import { expect, it } from 'vitest';
import { utmZone } from './utm.ts';

it.each([
  ['Monaco', 7.42, 43.73, 32632],
  ['Berlin', 13.4, 52.52, 32633],
  ['Sydney', 151.2, -33.87, 32756],
  ['Bergen, by the exception of Norway', 5.32, 60.39, 32632],
  ['Longyearbyen, by the exception of Svalbard', 15.6, 78.2, 32633],
  ['the date line in the west', -180, 10, 32601],
  ['the date line in the east', 180, -10, 32760],
])('the zone of %s', (_, lon, lat, epsg) => {
  expect(utmZone([lon, lat]).epsg).toBe(epsg);
});
