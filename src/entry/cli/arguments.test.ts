import { expect, test } from 'vitest';
import { readArguments } from './arguments.ts';
import { UsageError } from './usage-error.ts';

const options = (...args: string[]) => {
  const read = readArguments(['--bbox', '-0.1,51,0,51.1', '--out', 'x.zip', ...args]);
  return read === 'help' ? undefined : read.body.options;
};

test('what is not asked for is left to the contract', () => {
  expect(options()).toEqual({ terrain: 'tiles' });
});

test('options of buildings and ground become fields of the request', () => {
  const args = [
    '--lod',
    '1',
    '--storey-height',
    '3.2',
    '--default-levels',
    '4',
    '--known-heights',
    '--base-thickness=9',
  ];
  expect(options(...args)).toEqual({
    terrain: 'tiles',
    lod: 1,
    storey_height: 3.2,
    default_levels: 4,
    assume_heights: false,
    base_thickness: 9,
  });
});

test('a number that is none is refused, naming its option', () => {
  expect(() => options('--storey-height', 'tall')).toThrow(
    new UsageError('--storey-height needs numbers, not “tall”.'),
  );
});
