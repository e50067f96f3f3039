import { decode } from 'fast-png';
import { JSDOM } from 'jsdom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FormatOptions } from '../../contract/format-options.ts';
import { readFile } from '../../testing/read-models.ts';
import { modelScene, sampleModel } from '../../testing/sample-model.ts';
import type { MadeModel } from '../pack-export.ts';
import { totalArea } from '../polygon/polygon.ts';
import { writePng } from './png.ts';
import { Raster } from './raster.ts';
import { writeSvg } from './svg.ts';

let model: MadeModel;
beforeAll(async () => {
  model = await sampleModel([400, 300]);
}, 60_000);

async function svg(options: FormatOptions) {
  const [file] = await writeSvg(modelScene(model, 'svg', options), 'a');
  const text = new TextDecoder().decode(await readFile(file!));
  return new new JSDOM().window.DOMParser().parseFromString(text, 'image/svg+xml');
}

async function png(options: FormatOptions) {
  const [file] = await writePng(modelScene(model, 'png', options), 'a');
  return decode(await readFile(file!));
}

describe('the plan as SVG', () => {
  it('is to scale: millimetres of paper, a scale bar of its length, north up', async () => {
    const document = await svg({ scale: 2000 });
    const root = document.documentElement;
    expect(root.getAttribute('width')).toBe('220.000mm');
    expect(root.getAttribute('viewBox')).toMatch(/^0 0 220\.000 /);
    const [, left, right] = /^M([\d.]+) .*H([\d.]+)V/.exec(document.querySelector('#scale-bar')!.getAttribute('d')!)!;
    const label = [...document.querySelectorAll('text')].map(({ textContent }) => textContent!);
    const metres = Number(label.find((text) => / m$/.test(text))!.replace(' m', ''));
    expect(((Number(right) - Number(left)) * 2000) / 1000).toBeCloseTo(metres, 6);
    expect(label).toContain('N');
    expect(label.some((text) => text.startsWith('1:2000'))).toBe(true);
  });

  it('has a layer for each kind of object, and each building where it stands', async () => {
    const document = await svg({ scale: 1000 });
    const groups = [...document.querySelectorAll('g[id]')].map(({ id }) => id);
    for (const layer of ['terrain', 'roads', 'green', 'buildings', 'trees']) expect(groups).toContain(layer);
    const paths = [...document.querySelectorAll('#buildings path')].map((path) => path.getAttribute('d')!);
    const parts = model.city.buildings.flatMap(({ parts }) => parts);
    expect(paths).toHaveLength(parts.length);
    const [x, y] = /^M([-\d.]+) ([-\d.]+)L/.exec(paths[0]!)!.slice(1).map(Number) as [number, number];
    const { minX, maxY } = model.city.frame.rect;
    const { outer } = parts[0]!.footprint[0]!;
    expect(x - 10 + minX).toBeCloseTo(outer[0]!, 2);
    expect(maxY - (y - 10)).toBeCloseTo(outer[1]!, 2);
  });

  it('shows nothing but buildings in black as a figure-ground plan', async () => {
    const document = await svg({ plan: 'figure-ground' });
    expect(document.querySelector('#roads')).toBeNull();
    const fills = new Set([...document.querySelectorAll('#buildings path')].map((path) => path.getAttribute('fill')));
    expect(fills).toEqual(new Set(['#000000']));
  });
});

describe('the plan as PNG', () => {
  it('is black where buildings stand, by their area', async () => {
    const { width, data, channels, resolution } = await png({ plan: 'figure-ground', scale: 2000 });
    expect(channels).toBe(3);
    const perMetre = resolution!.x / 2000;
    expect(resolution!.x * 0.0254).toBeCloseTo(300, 0);
    const [left, top] = [(10 * resolution!.x) / 1000, (10 * resolution!.x) / 1000].map(Math.round) as [number, number];
    let dark = 0;
    for (let row = top + 4; row < top + 300 * perMetre - 4; row++) {
      for (let column = left + 4; column < left + 400 * perMetre - 4; column++) {
        dark += (255 - data[3 * (row * width + column)]!) / 255;
      }
    }
    const { rect } = model.city.frame;
    const inside = model.city.buildings
      .flatMap(({ parts }) => parts)
      .filter(({ footprint }) =>
        footprint.every(({ outer }) =>
          outer.every((value, i) => Math.abs(value) < (i % 2 === 0 ? rect.maxX : rect.maxY)),
        ),
      );
    const least = totalArea(inside.flatMap(({ footprint }) => footprint));
    const most = totalArea(model.city.buildings.flatMap(({ parts }) => parts).flatMap(({ footprint }) => footprint));
    expect(dark / perMetre ** 2).toBeGreaterThan(least * 0.95);
    expect(dark / perMetre ** 2).toBeLessThan(most * 1.02);
  });

  it('has colours as a site plan', async () => {
    const { data } = await png({});
    const colours = new Set<number>();
    for (let i = 0; i < data.length; i += 3) colours.add(data[i]! * 65536 + data[i + 1]! * 256 + data[i + 2]!);
    expect(colours.size).toBeGreaterThan(20);
  });
});

describe('a raster', () => {
  const sum = ({ data }: Raster) =>
    data.reduce((total, value, i) => total + (i % 3 === 0 ? (255 - value) / 255 : 0), 0);

  it('covers as much as a polygon’s area, without its holes', () => {
    const raster = new Raster(50, 40);
    raster.fill(
      [
        [5.5, 4, 40, 9, 30, 35],
        [20, 12, 28, 12, 28, 20, 20, 20],
      ],
      [0, 0, 0],
    );
    const triangle = Math.abs((40 - 5.5) * (35 - 4) - (30 - 5.5) * (9 - 4)) / 2;
    expect(sum(raster)).toBeCloseTo(triangle - 64, -1);
    expect(Math.abs(sum(raster) - (triangle - 64))).toBeLessThan(2);
  });

  it('changes nothing beyond its clip', () => {
    const raster = new Raster(20, 20);
    raster.clip(5, 6, 15, 12);
    raster.fill([[-100, -100, 100, -100, 100, 100, -100, 100]], [0, 0, 0]);
    expect(sum(raster)).toBe(60);
  });
});
