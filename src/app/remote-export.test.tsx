import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import publicConfig from '../../public/config.json';
import { useArea } from '../area/area-store.ts';
import { useConnectionStore } from '../connections/connection-store.ts';
import type { AppConfig } from '../contract/config.ts';
import { useConfirmation } from '../jobs/confirm-store.ts';
import { useJobStore } from '../jobs/job-store.ts';
import { FIRST_CHOICES } from '../request/choices.ts';
import { useRequest } from '../request/request-store.ts';
import { Workbench } from './workbench.tsx';

const config = publicConfig as AppConfig;
const BOX = [6.9539, 50.9407, 6.9592, 50.9439] as const;

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => Object.assign(new EventTarget(), { matches: false }));
  useArea.getState().boxTyped(BOX);
  useRequest.getState().choicesChanged(FIRST_CHOICES);
  useConnectionStore.getState().settingsSaved({
    connectionId: 'remote',
    endpoint: 'https://exports.test/api',
    token: 'secret',
    remember: false,
  });
  useJobStore.setState({ jobs: [] });
  useConfirmation.getState().exportAnswered(false);
});

afterEach(() => vi.unstubAllGlobals());

/** Opens the page with a service that gives the same answer to every request; without one the request is cut. */
function open(answer: () => Response | undefined) {
  const fetch = vi.fn<typeof globalThis.fetch>(async () => {
    const response = answer();
    if (!response) throw new TypeError('Failed to fetch');
    return response;
  });
  vi.stubGlobal('fetch', fetch);
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Workbench config={config} map={null} offline={false} />
    </QueryClientProvider>,
  );
  const user = userEvent.setup();
  const press = (name: string | RegExp) => user.click(screen.getByRole('button', { name }));
  const exportIt = async () => {
    await press('Export');
    await press('Create the export');
  };
  return { fetch, user, press, exportIt };
}

const question = () => screen.queryByRole('dialog', { name: 'This export may cost money' });
const answerWith = (status: number, json: unknown, headers?: HeadersInit) => () =>
  Response.json(json, { status, ...(headers && { headers }) });

describe('an export that may cost money', () => {
  it('is asked about, with all that matters, and Cancel is what Enter presses', async () => {
    const { fetch, user, press } = open(answerWith(500, {}));
    expect(screen.getByText(/May cost money/)).toBeInTheDocument();
    await press('Export');
    expect(question()).toHaveTextContent('exports.test');
    expect(question()).toHaveTextContent('373 × 356 m · 0.13 km²');
    expect(question()).toHaveTextContent('6.953900, 50.940700, 6.959200, 50.943900');
    expect(question()).toHaveTextContent('FormatSTL');
    expect(question()).toHaveTextContent('LayersTerrain, Buildings');
    expect(question()).toHaveTextContent(/without the permission export\.pay cannot cost/);
    expect(screen.getByRole('button', { name: 'Cancel' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(question()).toBeNull();
    expect(screen.getByRole('button', { name: 'Export' })).toHaveFocus();
    await press('Export');
    await user.keyboard('{Escape}');
    expect(question()).toBeNull();
    expect(fetch).not.toHaveBeenCalled();
  });

  it('is sent once, as the form shows it', async () => {
    const { fetch, user, exportIt } = open(answerWith(201, { id: 7 }));
    await user.click(screen.getByRole('radio', { name: 'OBJ' }));
    await exportIt();
    await screen.findByRole('progressbar');
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(JSON.parse(String(fetch.mock.calls[0]?.[1]?.body))).toEqual({
      bbox: BOX,
      format: 'obj',
      include: ['terrain', 'buildings'],
      separate_files: false,
    });
  });

  it('is asked about again, with the danger of paying twice, where it may have been created', async () => {
    const { fetch, press, exportIt } = open(() => undefined);
    await exportIt();
    await screen.findByText(/may have been created all the same/);
    await press('Try again');
    expect(question()).toHaveTextContent('You may pay twice');
    await press('Cancel');
    expect(fetch).toHaveBeenCalledTimes(1);
    await press('Try again');
    await press('Create it once more');
    await waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
  });
});

describe('a refusal', () => {
  const html = (status: number) => () => new Response('<h1>Hello</h1>', { status });
  const cases: [string, () => Response | undefined, RegExp, string][] = [
    ['401', answerWith(401, { message: 'Unauthenticated.' }), /does not accept the token/, 'Open the settings'],
    ['402', answerWith(402, { message: 'Price: 4 €' }), /asks for a payment.*Price: 4 €/, 'Use the free engine'],
    ['403', answerWith(403, { message: 'No export.pay' }), /lacks the permission export\.pay/, 'Open the settings'],
    ['404', html(404), /no export API at this address/, 'Open the settings'],
    ['413', answerWith(413, { message: 'Limit: 9 km²' }), /too large.*Limit: 9 km²/, 'Try again'],
    ['500', answerWith(500, {}), /problem of its own \(status 500\).*may have been created/, 'Try again'],
    ['HTML', html(201), /web page.*may have been created/, 'Open the settings'],
    ['no network', () => undefined, /No answer from exports\.test.*may have been created/, 'Open the settings'],
  ];

  it.each(cases)('%s has its sentence and a way on', async (_, answer, sentence, wayOn) => {
    const { exportIt } = open(answer);
    await exportIt();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(sentence);
    expect(within(alert).getByRole('button', { name: wayOn })).toBeEnabled();
  });

  it('429 says how long to wait', async () => {
    const { exportIt } = open(answerWith(429, { message: 'Slow down' }, { 'Retry-After': '30' }));
    await exportIt();
    const alert = await screen.findByRole('alert');
    expect(within(alert).getByRole('button', { name: 'Try again' })).toBeDisabled();
    expect(alert).toHaveTextContent(/Possible in (30|29) s/);
  });

  it('422 stands at its fields until they change', async () => {
    const errors = { format: ['is not for you'], bbox: ['lies in the sea'], voucher: ['has run out'] };
    const { user, exportIt } = open(answerWith(422, { message: 'Invalid.', errors }));
    await exportIt();
    const format = () => screen.getByRole('radiogroup', { name: 'Format' });
    await waitFor(() => expect(format()).toHaveAccessibleDescription(/is not for you/));
    const area = screen.getByRole('region', { name: 'Area' });
    expect(area).toHaveTextContent('Refused: lies in the sea');
    expect(screen.getByText('voucher: has run out')).toBeInTheDocument();
    act(() => useArea.getState().boxTyped([7, 51, 7.004, 51.003]));
    expect(area).not.toHaveTextContent('lies in the sea');
    expect(format()).toHaveAccessibleDescription(/is not for you/);
    await user.click(screen.getByRole('radio', { name: 'DXF' }));
    expect(format()).not.toHaveAccessibleDescription(/is not for you/);
  });

  it('of the token leads to the settings', async () => {
    const { press, exportIt } = open(answerWith(401, {}));
    await exportIt();
    await screen.findByRole('alert');
    await press('Open the settings');
    expect(await screen.findByRole('dialog', { name: 'Where models are made' })).toBeInTheDocument();
  });

  it('of the payment leads to the free engine', async () => {
    const { press, exportIt } = open(answerWith(402, {}));
    await exportIt();
    await screen.findByRole('alert');
    await press('Use the free engine');
    expect(screen.getByText('Free: runs in your browser')).toBeInTheDocument();
  });
});
