import { render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import config from '../../public/config.json';
import type { AppConfig } from '../contract/config.ts';
import { ConnectionSettings } from './connection-settings.tsx';
import { useConnectionStore } from './connection-store.ts';
import { useConnection } from './use-connection.ts';

const appConfig = config as AppConfig;

beforeEach(() => useConnectionStore.getState().settingsCleared());
afterEach(() => vi.unstubAllGlobals());

function openSettings() {
  const onOpenChange = vi.fn();
  render(<ConnectionSettings open onOpenChange={onOpenChange} config={appConfig} />);
  return { user: userEvent.setup(), onOpenChange };
}

const save = () => screen.getByRole('button', { name: 'Save' });

it('takes a token for 3DCityLoader and keeps it off the device', async () => {
  const { user, onOpenChange } = openSettings();
  await user.click(screen.getByRole('radio', { name: /3DCityLoader/ }));
  expect(screen.getByLabelText('Endpoint')).toHaveValue(config.remoteEndpoint);
  expect(screen.getByText(/export\.pay cannot cost/)).toBeInTheDocument();
  await user.type(screen.getByLabelText('Token'), ' secret ');
  await user.click(save());
  expect(onOpenChange).toHaveBeenCalledWith(false);
  expect(useConnectionStore.getState()).toMatchObject({
    connectionId: 'remote',
    token: 'secret',
    endpoint: config.remoteEndpoint,
  });
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret');
});

it('remembers on request, and clears', async () => {
  const { user } = openSettings();
  await user.click(screen.getByRole('radio', { name: /3DCityLoader/ }));
  await user.type(screen.getByLabelText('Token'), 'secret');
  await user.click(screen.getByRole('checkbox', { name: /Remember/ }));
  await user.click(save());
  expect(JSON.stringify({ ...localStorage })).toContain('secret');
  await user.click(screen.getByRole('button', { name: /Clear/ }));
  expect(JSON.stringify({ ...localStorage })).not.toContain('secret');
  expect(screen.getByLabelText('Token')).toHaveValue('');
});

it('asks for a token, and for an address that is safe', async () => {
  const { user, onOpenChange } = openSettings();
  await user.click(screen.getByRole('radio', { name: /3DCityLoader/ }));
  await user.click(save());
  expect(screen.getByText('Enter your token')).toBeInTheDocument();
  await user.type(screen.getByLabelText('Token'), 'secret');
  await user.clear(screen.getByLabelText('Endpoint'));
  await user.type(screen.getByLabelText('Endpoint'), 'http://exports.test/api');
  await user.click(save());
  expect(screen.getByText(/must start with https/)).toBeInTheDocument();
  expect(onOpenChange).not.toHaveBeenCalled();
});

it('does not hand a saved token to another server', async () => {
  const saved = { connectionId: 'remote', endpoint: undefined, token: 'secret', remember: false } as const;
  useConnectionStore.getState().settingsSaved(saved);
  const { user } = openSettings();
  await user.clear(screen.getByLabelText('Endpoint'));
  await user.type(screen.getByLabelText('Endpoint'), 'https://other.test/api');
  await user.click(save());
  expect(screen.getByText(/belongs to another server/)).toBeInTheDocument();
  expect(useConnectionStore.getState().endpoint).toBeUndefined();
  await user.clear(screen.getByLabelText('Token'));
  await user.type(screen.getByLabelText('Token'), 'other-secret');
  await user.click(save());
  expect(useConnectionStore.getState()).toMatchObject({ endpoint: 'https://other.test/api', token: 'other-secret' });
});

it('gives every component the same connection until the settings change', () => {
  const first = renderHook(() => useConnection(appConfig)).result.current;
  expect(renderHook(() => useConnection(appConfig)).result.current).toBe(first);
  expect(first.id).toBe('embedded');
  const saved = { connectionId: 'remote', endpoint: undefined, token: 'secret', remember: false } as const;
  useConnectionStore.getState().settingsSaved(saved);
  const remote = renderHook(() => useConnection(appConfig)).result.current;
  expect(remote.id).toBe('remote');
  expect(renderHook(() => useConnection(appConfig)).result.current).toBe(remote);
  useConnectionStore.getState().settingsSaved({ ...saved, token: 'new' });
  expect(renderHook(() => useConnection(appConfig)).result.current).not.toBe(remote);
});

describe('testing the connection', () => {
  const NOT_FOUND = { message: 'No such export.' };
  const REFUSED = { message: 'Unauthenticated.' };

  /** Opens the settings with a token, at a server that answers as told; a request without an answer is cut. */
  async function openWith(
    answer: (url: string, token: string | null, mode: string | undefined) => Response | undefined,
  ) {
    const asked: string[] = [];
    const stub: typeof fetch = async (input, init) => {
      asked.push(`${init?.method ?? 'GET'} ${String(input)}`);
      const response = answer(String(input), new Headers(init?.headers).get('authorization'), init?.mode);
      if (!response) throw new TypeError('Failed to fetch');
      return response;
    };
    vi.stubGlobal('fetch', stub);
    const { user } = openSettings();
    await user.click(screen.getByRole('radio', { name: /3DCityLoader/ }));
    await user.type(screen.getByLabelText('Token'), 'secret');
    const test = () => user.click(screen.getByRole('button', { name: 'Test connection' }));
    return { user, asked, test };
  }

  it('says what a token may, and what cannot be tested without creating', async () => {
    const { user, asked, test } = await openWith((_, token) =>
      token === 'Bearer secret' ? Response.json(NOT_FOUND, { status: 404 }) : Response.json(REFUSED, { status: 401 }),
    );
    await test();
    expect(await screen.findByText(/v2\.3dcityloader\.com can be reached and accepts the token/)).toBeInTheDocument();
    expect(screen.getByText(/cannot be tested without creating/)).toBeInTheDocument();
    expect(asked).toEqual(Array(2).fill(`GET ${config.remoteEndpoint}/export/0`));
    expect(useConnectionStore.getState().token).toBe('');
    await user.type(screen.getByLabelText('Token'), 'x');
    expect(screen.queryByText(/accepts the token/)).toBeNull();
    await test();
    expect(await screen.findByRole('alert')).toHaveTextContent('does not accept the token');
  });

  it('names a missing permission', async () => {
    const { test } = await openWith(() => Response.json({ message: 'Missing export.read' }, { status: 403 }));
    await test();
    expect(await screen.findByRole('alert')).toHaveTextContent('lacks the permission export.read');
  });

  it('offers the forwarder where the endpoint lets no page in, and uses it only when told to', async () => {
    const { user, asked, test } = await openWith((url, token, mode) => {
      if (mode === 'no-cors') return new Response(null);
      if (!url.startsWith(`${location.origin}/proxy/3dcityloader/`)) return undefined;
      return token ? Response.json(NOT_FOUND, { status: 404 }) : Response.json(REFUSED, { status: 401 });
    });
    const forwarder = () => screen.getByRole('checkbox', { name: /forwarder/ });
    expect(forwarder()).not.toBeChecked();
    await test();
    expect(await screen.findByRole('alert')).toHaveTextContent('does not let this page read its answers');
    expect(asked.some((url) => url.includes('/proxy/'))).toBe(false);
    await user.click(screen.getByRole('button', { name: 'Use this server’s forwarder' }));
    expect(forwarder()).toBeChecked();
    await test();
    expect(await screen.findByText(/accepts the token/)).toBeInTheDocument();
    await user.click(save());
    expect(useConnectionStore.getState().forwarder).toBe(true);
  });

  it('tells an endpoint that is down, and offers no forwarder for it', async () => {
    const { test } = await openWith(() => undefined);
    await test();
    expect(await screen.findByRole('alert')).toHaveTextContent('No answer from v2.3dcityloader.com');
    expect(screen.queryByRole('button', { name: /forwarder/ })).toBeNull();
  });

  it('forwards to the configured endpoint only', async () => {
    const { user } = await openWith(() => undefined);
    await user.click(screen.getByRole('checkbox', { name: /forwarder/ }));
    await user.clear(screen.getByLabelText('Endpoint'));
    await user.type(screen.getByLabelText('Endpoint'), 'https://other.test/api');
    expect(screen.getByRole('checkbox', { name: /forwarder/ })).toBeDisabled();
    await user.click(save());
    expect(useConnectionStore.getState()).toMatchObject({ endpoint: 'https://other.test/api', forwarder: false });
  });

  it('asks for what is missing first', async () => {
    const { user, asked, test } = await openWith(() => undefined);
    await user.clear(screen.getByLabelText('Token'));
    await test();
    expect(screen.getByText('Enter your token')).toBeInTheDocument();
    expect(asked).toEqual([]);
  });
});
