import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import type { Bbox, LonLat } from '../geo/bbox.ts';
import { CoordinatesField } from './coordinates-field.tsx';

const MONACO: Bbox = [7.418, 43.731, 7.4304, 43.74];
const MONACO_TEXT = '7.418000, 43.731000, 7.430400, 43.740000';

interface PageProps {
  readonly initial: Bbox | undefined;
  readonly onBbox: (bbox: Bbox) => void;
  readonly onCenter: (center: LonLat) => void;
}

function Page({ initial, onBbox, onCenter }: PageProps) {
  const [bbox, setBbox] = useState(initial);
  const take = (next: Bbox) => {
    setBbox(next);
    onBbox(next);
  };
  return (
    <>
      <CoordinatesField bbox={bbox} onBbox={take} onCenter={onCenter} />
      <button type="button" onClick={() => setBbox(MONACO)}>
        draw
      </button>
    </>
  );
}

function openField(initial?: Bbox) {
  const onBbox = vi.fn<(bbox: Bbox) => void>();
  const onCenter = vi.fn<(center: LonLat) => void>();
  render(<Page initial={initial} onBbox={onBbox} onCenter={onCenter} />);
  return { user: userEvent.setup(), onBbox, onCenter, field: screen.getByRole('textbox', { name: 'Coordinates' }) };
}

it('shows the box with six decimals', async () => {
  const { user, field, onBbox } = openField();
  expect(field).toHaveValue('');
  expect(field).toHaveAccessibleDescription(/west, south, east, north or lon, lat/);
  await user.click(screen.getByText('draw'));
  expect(field).toHaveValue(MONACO_TEXT);
  await user.click(field);
  await user.tab();
  expect(onBbox).not.toHaveBeenCalled();
});

it('takes a box on Enter', async () => {
  const { user, field, onBbox } = openField();
  await user.type(field, '7.418 43.731 7.4304 43.74');
  expect(onBbox).not.toHaveBeenCalled();
  await user.keyboard('{Enter}');
  expect(field).toHaveValue(MONACO_TEXT);
  await user.tab();
  expect(onBbox).toHaveBeenCalledExactlyOnceWith(MONACO);
});

it('takes a center when the focus leaves', async () => {
  const { user, field, onCenter } = openField();
  await user.type(field, '43.7355 N, 7.4242 E');
  await user.tab();
  expect(onCenter).toHaveBeenCalledExactlyOnceWith([7.4242, 43.7355]);
});

it('takes a box that is pasted at once, but waits for what is typed after it', async () => {
  const { user, field, onBbox } = openField(MONACO);
  await user.clear(field);
  await user.paste('[2.3345, 48.8606, 2.3505, 48.8706]');
  expect(onBbox).toHaveBeenCalledExactlyOnceWith([2.3345, 48.8606, 2.3505, 48.8706]);
  expect(field).toHaveValue('2.334500, 48.860600, 2.350500, 48.870600');
  await user.type(field, '9');
  expect(onBbox).toHaveBeenCalledOnce();
});

it('keeps what cannot be used with the reason, until it is changed or a box is drawn', async () => {
  const { user, field, onBbox } = openField([2, 48, 3, 49]);
  await user.clear(field);
  await user.type(field, '7,4242 43,7355{Enter}');
  expect(field).toHaveValue('7,4242 43,7355');
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription(/decimal commas/);
  await user.type(field, '1');
  expect(field).toBeValid();
  await user.click(screen.getByText('draw'));
  expect(field).toHaveValue(MONACO_TEXT);
  expect(field).toBeValid();
  expect(onBbox).not.toHaveBeenCalled();
});

it('offers latitude and longitude the right way round', async () => {
  const { user, field, onBbox, onCenter } = openField();
  await user.type(field, '47.91, 106.9, 47.92, 106.92');
  await user.tab();
  expect(field).toHaveAccessibleDescription(/swapped\?/);
  await user.click(screen.getByRole('button', { name: 'Swap them' }));
  expect(onBbox).toHaveBeenCalledExactlyOnceWith([106.9, 47.91, 106.92, 47.92]);
  expect(screen.queryByRole('button', { name: 'Swap them' })).not.toBeInTheDocument();
  expect(field).toBeValid();
  await user.clear(field);
  await user.paste('47.91, 106.9');
  await user.click(screen.getByRole('button', { name: 'Swap them' }));
  expect(onCenter).toHaveBeenCalledExactlyOnceWith([106.9, 47.91]);
});

it('gives the box back when it is emptied or Escape is pressed', async () => {
  const { user, field, onBbox } = openField(MONACO);
  await user.clear(field);
  await user.tab();
  expect(field).toHaveValue(MONACO_TEXT);
  await user.type(field, 'x{Escape}');
  expect(field).toHaveValue(MONACO_TEXT);
  await user.tab();
  expect(onBbox).not.toHaveBeenCalled();
});
