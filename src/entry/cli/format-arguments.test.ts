import { expect, it } from 'vitest';
import { FORMAT_OPTION_IDS } from '../../contract/format-options.ts';
import { FORMAT_IDS } from '../../contract/formats.ts';
import { readArguments, USAGE } from './arguments.ts';

const read = (...args: string[]) => readArguments(['--bbox', '0,0,1,1', '--out', 'a.zip', ...args]);

it('has a flag for every option of files, and names every format', () => {
  for (const option of FORMAT_OPTION_IDS) expect(USAGE).toContain(`--${option.replaceAll('_', '-')}`);
  for (const format of FORMAT_IDS) expect(USAGE).toContain(format);
});

it('takes several formats and their options', () => {
  const args = ['--format', 'glb, stl', '--scale', '500', '--up-axis', 'y', '--precision', 'auto', '--meshopt'];
  expect(read(...args)).toMatchObject({
    body: {
      format: 'glb',
      options: { formats: ['stl'], scale: 500, up_axis: 'y', precision: 'auto', meshopt: true },
    },
  });
  expect(read('--scale', 'fit')).toMatchObject({ body: { options: { scale: 'fit' } } });
});

it('leaves what is not given to the contract', () => {
  expect(read()).toMatchObject({ body: { options: {} } });
  expect(() => read('--format', ',stl')).toThrow(/--format/);
});

it('fuses where that is asked for', () => {
  expect(read('--fuse')).toMatchObject({ body: { options: { fuse: true } } });
});
