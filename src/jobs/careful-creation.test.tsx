import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeConnection } from '../testing/fake-connection.ts';
import { JOB_REQUEST, JOB_TITLE, openJobPage } from '../testing/job-page.tsx';
import { useConfirmation } from './confirm-store.ts';
import { useJobStore } from './job-store.ts';

beforeEach(() => useJobStore.setState({ jobs: [], kept: true }));
afterEach(() => vi.useRealTimers());

const click = (name: string) => userEvent.click(screen.getByRole('button', { name }));
const status = () => within(screen.getByRole('article', { name: JOB_TITLE })).getAllByRole('status')[0];
const agree = (agreed: boolean) => act(async () => useConfirmation.getState().exportAnswered(agreed));

describe('an export that may cost money', () => {
  it('is created only after the user agreed, each time', async () => {
    const connection = fakeConnection('remote');
    openJobPage(connection);
    await click('Export');
    expect(useConfirmation.getState().question).toMatchObject({ connection, request: JOB_REQUEST, mayExist: false });
    await agree(false);
    expect(connection.requests).toEqual([]);
    expect(screen.queryByRole('article')).toBeNull();
    connection.fail('create', { code: 'payment-required', message: 'Pay first.' });
    await click('Export');
    await agree(true);
    await screen.findByText('Pay first.');
    await click('Try again');
    expect(connection.requests).toHaveLength(1);
    await agree(false);
    expect(screen.getByText('Pay first.')).toBeInTheDocument();
    await click('Try again');
    await agree(true);
    await waitFor(() => expect(connection.requests).toHaveLength(2));
    expect(screen.getAllByRole('article')).toHaveLength(1);
  });

  it('is not repeated without a word of the double charge where its answer was lost', async () => {
    const connection = fakeConnection('remote');
    connection.fail('create', { code: 'offline', message: 'No answer. It may have been created.', mayExist: true });
    openJobPage(connection);
    await click('Export');
    await agree(true);
    await screen.findByText(/may have been created/);
    await click('Try again');
    expect(useConfirmation.getState().question).toMatchObject({ mayExist: true });
    await agree(false);
    expect(connection.requests).toHaveLength(1);
  });

  it('of the free engine starts at once', async () => {
    const connection = fakeConnection('embedded');
    openJobPage(connection);
    await click('Export');
    await waitFor(() => expect(connection.requests).toHaveLength(1));
    expect(useConfirmation.getState().question).toBeUndefined();
  });
});

describe('a server that asks to wait', () => {
  it('before a creation gets it only by hand, and not before', async () => {
    vi.useFakeTimers();
    const connection = fakeConnection('remote');
    connection.fail('create', { code: 'rate-limited', message: 'Too many requests.', retryAfter: 7 });
    openJobPage(connection);
    const press = (name: string) => act(async () => void fireEvent.click(screen.getByRole('button', { name })));
    const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
    await press('Export');
    await agree(true);
    await pass(10);
    const again = () => screen.getByRole('button', { name: 'Try again' });
    expect(again()).toBeDisabled();
    expect(screen.getByText('Possible in 7 s')).toBeInTheDocument();
    await pass(5000);
    expect(screen.getByText('Possible in 2 s')).toBeInTheDocument();
    await pass(3000);
    expect(again()).toBeEnabled();
    expect(screen.queryByText(/Possible in/)).toBeNull();
    await pass(60_000);
    expect(connection.requests).toHaveLength(1);
    connection.recover('create');
    await press('Try again');
    await agree(true);
    await pass(10);
    expect(connection.requests).toHaveLength(2);
  });

  it('between status requests is asked again by itself after a visible countdown', async () => {
    vi.useFakeTimers();
    const connection = fakeConnection('remote', { polling: { first: 1000, next: 1000 } });
    openJobPage(connection);
    connection.fail('status', { code: 'rate-limited', message: 'Too many requests.', retryAfter: 20 });
    const pass = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds));
    await act(async () => void fireEvent.click(screen.getByRole('button', { name: 'Export' })));
    await agree(true);
    await pass(1100);
    expect(status()).toHaveTextContent('Waiting as the server asks');
    expect(screen.getByText('Next try in 20 s.')).toBeInTheDocument();
    await pass(15_000);
    expect(screen.getByText('Next try in 5 s.')).toBeInTheDocument();
    expect(connection.asked.status).toBe(1);
    connection.recover('status');
    await pass(5000);
    expect(connection.asked.status).toBe(2);
    expect(status()).toHaveTextContent('Waiting to start');
  });
});
