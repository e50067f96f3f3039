import { describe, expect, it } from 'vitest';
import { fictionalNotice, licenseText, modelComments } from './license.ts';
import type { SourceRecord } from './sources/source.ts';

const SOFTWARE = { name: 'Cityclip', version: '1.2.3' };
const OSM: SourceRecord = {
  id: 'overpass',
  label: 'OpenStreetMap',
  origin: 'https://overpass.example/api',
  attribution: '© OpenStreetMap contributors',
  licence: 'Open Database License (ODbL) 1.0',
  fictional: false,
};
const TERRAIN: SourceRecord = {
  id: 'tiles',
  label: 'Heights',
  origin: 'https://tiles.example',
  attribution: '© Survey',
  licence: 'CC BY 4.0',
  fictional: false,
};
const SAMPLE: SourceRecord = { ...TERRAIN, id: 'sample', label: 'Sample city', attribution: 'none', fictional: true };
const OSM_SENTENCE = 'Contains information from OpenStreetMap, available under the Open Database License (ODbL) 1.0.';

describe('licenseText', () => {
  it('names every attribution and licence, each once', () => {
    const text = licenseText(SOFTWARE, [OSM, TERRAIN, { ...OSM, origin: 'another.osm', label: 'A file' }]);
    expect(text).toContain('Cityclip 1.2.3');
    for (const words of [
      '© OpenStreetMap contributors',
      '© Survey',
      'CC BY 4.0',
      'OpenStreetMap, A file',
      OSM_SENTENCE,
    ]) {
      expect(text.split(words)).toHaveLength(2);
    }
  });

  it('says the OpenStreetMap sentence only where its data is used', () => {
    expect(licenseText(SOFTWARE, [TERRAIN])).not.toContain('OpenStreetMap');
  });

  it('says first that a place is made up', () => {
    const text = licenseText(SOFTWARE, [TERRAIN, SAMPLE]);
    expect(text.split('\n')[0]).toBe(fictionalNotice([SAMPLE]));
    expect(text.split('\n')[0]).toContain('made-up place: Sample city');
  });
});

describe('modelComments', () => {
  it('names software, notices and sources, each once', () => {
    expect(modelComments(SOFTWARE, [SAMPLE, OSM, OSM])).toEqual([
      'Made with Cityclip 1.2.3',
      fictionalNotice([SAMPLE]),
      OSM_SENTENCE,
      'Sample city: none; licence: CC BY 4.0',
      'OpenStreetMap: © OpenStreetMap contributors; licence: Open Database License (ODbL) 1.0',
    ]);
  });
});
