import { beforeEach, describe, expect, it } from 'vitest';
import { bboxAreaKm2, bboxSize } from '../geo/bbox.ts';
import { useArea } from './area-store.ts';

const area = () => useArea.getState();

describe('area store', () => {
  beforeEach(() => area().areaCleared());

  it('starts without a box and with 500 × 500 m', () => {
    expect(area()).toMatchObject({ bbox: undefined, center: undefined, size: [500, 500], tool: 'none' });
  });

  it('makes a box of the current size around a dropped center', () => {
    area().toolChosen('center');
    area().sizeTyped([800, 300]);
    area().centerDropped([13.4, 52.5]);
    expect(area()).toMatchObject({ center: [13.4, 52.5], size: [800, 300], tool: 'none' });
    expect(bboxAreaKm2(area().bbox!)).toBeCloseTo(0.24, 9);
  });

  it('keeps the center when the size changes', () => {
    area().centerDropped([13.4, 52.5]);
    area().sizeTyped([1200, 700]);
    expect(area().center).toEqual([13.4, 52.5]);
    expect(bboxSize(area().bbox!)[0]).toBeCloseTo(1200, 6);
    expect(bboxSize(area().bbox!)[1]).toBeCloseTo(700, 6);
  });

  it('shows the size of the drawn box and puts the tool away', () => {
    area().toolChosen('rectangle');
    area().boxDrawn([13.4, 52.5, 13.41, 52.51]);
    expect(area().tool).toBe('none');
    expect(area().size).toEqual(bboxSize([13.4, 52.5, 13.41, 52.51]));
    area().boxEdited([13.4, 52.5, 13.42, 52.51]);
    expect(area().size).toEqual(bboxSize([13.4, 52.5, 13.42, 52.51]));
  });

  it('keeps the size in metres when the box moves to another latitude', () => {
    area().centerDropped([13.4, 10]);
    area().boxMoved([13.5, 70]);
    expect(area()).toMatchObject({ center: [13.5, 70], size: [500, 500] });
    expect(bboxSize(area().bbox!)[0]).toBeCloseTo(500, 6);
  });

  it('forgets all when cleared', () => {
    area().boxTyped([13.4, 52.5, 13.41, 52.51]);
    area().areaCleared();
    expect(area()).toMatchObject({ bbox: undefined, center: undefined, size: [500, 500] });
  });
});
