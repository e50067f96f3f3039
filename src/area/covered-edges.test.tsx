import { afterEach, expect, it, vi } from 'vitest';
import { coveredEdges } from './covered-edges.ts';

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

/** A map of 1000 × 800 pixels right of a panel of 400, under covers at places of the window. */
function mapUnder(...covers: [x: number, y: number, width: number, height: number][]) {
  const put = (x: number, y: number, width: number, height: number) => {
    const element = document.createElement('div');
    element.getBoundingClientRect = () => new DOMRect(x, y, width, height);
    document.body.append(element);
    return element;
  };
  for (const cover of covers) put(...cover).dataset.coversMap = '';
  return put(400, 0, 1000, 800);
}

it('a map that nothing covers has no covered edges', () => {
  expect(coveredEdges(mapUnder([0, 0, 0, 0]))).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
});

it('each cover takes the side where it costs least', () => {
  const [label, hint, exports] = [
    [800, 16, 200, 40],
    [412, 748, 300, 40],
    [1030, 100, 356, 660],
  ] as const;
  expect(coveredEdges(mapUnder([...label], [...hint], [...exports]))).toEqual({
    top: 56,
    right: 370,
    bottom: 52,
    left: 0,
  });
});

it('a low list of exports costs the bottom', () => {
  expect(coveredEdges(mapUnder([1030, 600, 356, 160]))).toMatchObject({ right: 0, bottom: 200 });
});

it('covers that leave no room do not count', () => {
  expect(coveredEdges(mapUnder([400, 40, 1000, 760]))).toEqual({ top: 0, right: 0, bottom: 0, left: 0 });
});
