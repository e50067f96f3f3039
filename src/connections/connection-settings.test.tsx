import { render, renderHook, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import config from '../../public/config.json';
import type { AppConfig } from '../contract/config.ts';
import { ConnectionSettings } from './connection-settings.tsx';
import { useConnectionStore } from './connection-store.ts';
import { useConnection } from './use-connection.ts';

const appConfig = config as AppConfig;

beforeEach(() => useConnectionStore.getState().settingsCleared());

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
