import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it } from 'vitest';
import { useKeptFocus } from './use-kept-focus.ts';

function Page() {
  useKeptFocus();
  const [there, setThere] = useState(true);
  const [list, setList] = useState(true);
  return (
    <aside aria-label="Side">
      {list && (
        <section aria-label="List">
          {there && (
            <button type="button" onClick={() => setThere(false)}>
              Remove me
            </button>
          )}
          <button type="button" onClick={() => setList(false)}>
            Remove the list
          </button>
        </section>
      )}
    </aside>
  );
}

it('goes to the nearest part of the page that stays when the focused control goes', async () => {
  render(<Page />);
  await userEvent.click(screen.getByRole('button', { name: 'Remove me' }));
  await waitFor(() => expect(screen.getByRole('region', { name: 'List' })).toHaveFocus());
  await userEvent.click(screen.getByRole('button', { name: 'Remove the list' }));
  await waitFor(() => expect(screen.getByRole('complementary', { name: 'Side' })).toHaveFocus());
}, 20_000);
