import { Blob as NodeBlob } from 'node:buffer';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changed, findSignature, LOCAL_HEADER, zipBytes } from '../archive/test-zips.ts';
import type { ArchiveFile } from '../contract/archive-file.ts';
import { ExportError } from '../contract/errors.ts';
import { glb, ply, textStl } from '../testing/model-files.ts';
import { ModelPreview } from './model-preview.tsx';
import { modelSources } from './model-sources.ts';
import { ModelViewer } from './model-viewer.tsx';
import { type AskedViewer, createViewerService } from './viewer/viewer-service.ts';
import type { StartViewer } from './viewer-process.ts';

// jsdom's own blobs cannot be read.
beforeEach(() => vi.stubGlobal('Blob', NodeBlob));
afterEach(() => vi.unstubAllGlobals());

type Files = Readonly<Record<string, string | Uint8Array>>;

async function zipped(files: Files) {
  const zip = new NodeBlob([await zipBytes(files)]) as unknown as Blob;
  return { zip, files: Object.keys(files).map((path) => ({ path, size: files[path]!.length })) };
}

/** The viewer in this thread; like jsdom, it has nothing to draw with. */
const startHere: StartViewer = () => {
  const service = createViewerService();
  const viewer = Object.fromEntries(
    Object.entries(service).map(([name, method]) => [
      name,
      async (...args: never[]) => (method as (...all: never[]) => unknown)(...args),
    ]),
  ) as unknown as AskedViewer;
  return { viewer, attach: async () => false, crashed: new Promise<never>(() => {}), stop: () => {} };
};

async function show(contents: Files, start = startHere) {
  const { zip, files } = await zipped(contents);
  render(<ModelViewer zip={zip} sources={modelSources(files)} dark={false} onSavePicture={() => {}} start={start} />);
  return userEvent.setup();
}

const layers = () => screen.findByRole('list', { name: 'Layers of the model' });
const texts = async () =>
  within(await layers())
    .getAllByRole('listitem')
    .map((item) => item.textContent);

it('says that there is no WebGL, and lists what the model holds', async () => {
  await show({ 'a/city.glb': glb() });
  expect(await screen.findByText('This browser cannot draw the model in 3D')).toBeVisible();
  expect(await texts()).toEqual(['Terrain12', 'Buildings24']);
  expect(screen.getByText('40 × 30 × 21 m')).toBeVisible();
  expect(screen.queryByRole('application')).toBeNull();
  expect(screen.queryByRole('checkbox')).toBeNull();
});

it('shows the files of one format together, and each of them when it is chosen', async () => {
  const user = await show({ 'x_terrain.stl': textStl(), 'x_buildings.stl': textStl(), 'x.ply': ply('ascii') });
  expect(await texts()).toEqual(['Terrain36', 'Buildings36']);
  const choice = screen.getByRole('combobox', { name: 'Model' });
  expect(
    within(choice)
      .getAllByRole('option')
      .map((option) => option.textContent),
  ).toEqual(['All 2 STL files', 'x_terrain.stl', 'x_buildings.stl', 'x.ply']);
  await user.selectOptions(choice, 'x.ply');
  await vi.waitFor(async () => expect(await texts()).toEqual(['Model36']));
});

it('says why a file cannot be shown, and shows another one', async () => {
  const user = await show({ 'bad.stl': 'nothing', 'good.ply': ply('ascii') });
  expect(await screen.findByText('bad.stl cannot be shown: it is damaged or not an STL file.')).toBeVisible();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Model' }), 'good.ply');
  expect(await texts()).toEqual(['Model36']);
});

it('says that a file in the ZIP is damaged', async () => {
  const bytes = changed(await zipBytes({ 'm.stl': textStl() }), (copy) => {
    copy[findSignature(copy, LOCAL_HEADER) + 100]! ^= 0xff;
  });
  const zip = new NodeBlob([bytes]) as unknown as Blob;
  const sources = modelSources([{ path: 'm.stl', size: 1 }]);
  render(<ModelViewer zip={zip} sources={sources} dark={false} onSavePicture={() => {}} start={startHere} />);
  expect(await screen.findByText(/“m.stl” in the ZIP is damaged/)).toBeVisible();
});

it('says that the viewer stopped, and starts it again', async () => {
  const stopped = new ExportError({ code: 'internal', message: 'The 3D view stopped unexpectedly.' });
  const start = vi.fn<StartViewer>(startHere).mockImplementationOnce(() => ({
    ...startHere(),
    crashed: Promise.reject(stopped),
  }));
  await show({ 'm.glb': glb() }, start);
  expect(await screen.findByText('The 3D view stopped unexpectedly.')).toBeVisible();
  await userEvent.click(screen.getByRole('button', { name: 'Start the 3D view again' }));
  expect(await texts()).toEqual(['Terrain12', 'Buildings24']);
  expect(screen.queryByText('The 3D view stopped unexpectedly.')).toBeNull();
});

it('shows nothing for a ZIP without models, and asks before it shows a large one', async () => {
  const preview = (files: readonly ArchiveFile[]) => (
    <ModelPreview zip={new Blob()} files={files} dark={false} onSavePicture={() => {}} />
  );
  const { container, rerender } = render(preview([{ path: 'LICENSE.txt', size: 1 }]));
  expect(container).toBeEmptyDOMElement();
  rerender(preview([{ path: 'm.stl', size: 400e6 }]));
  expect(screen.getByRole('button', { name: 'Show it in 3D' })).toBeVisible();
});
