import type { SourceRecord } from '../source.ts';

/** The sample city in reports and licence texts. */
export const SAMPLE_RECORD: SourceRecord = {
  id: 'sample',
  label: 'Sample city (fictional)',
  origin: 'made by Cityclip',
  attribution: 'Fictional sample data made by Cityclip',
  licence: 'CC0 1.0 (public domain); describes no real place',
  fictional: true,
};
