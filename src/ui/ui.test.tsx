import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { Checkbox, TextField } from './field.tsx';
import { IconButton } from './icon-button.tsx';
import { CloseIcon } from './icons.tsx';
import { Notice } from './notice.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { RadioCards } from './radio-cards.tsx';
import { Segmented } from './segmented.tsx';
import { Select } from './select.tsx';

it('does not submit a form by accident', async () => {
  const submit = vi.fn((event) => event.preventDefault());
  render(
    <form onSubmit={submit}>
      <Button>Draw</Button>
      <IconButton label="Remove" icon={<CloseIcon />} />
      <Button type="submit">Send</Button>
    </form>,
  );
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Draw' }));
  await user.click(screen.getByRole('button', { name: 'Remove' }));
  expect(submit).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: 'Send' }));
  expect(submit).toHaveBeenCalledOnce();
});

it('ties hint and error to a text field', async () => {
  const onChange = vi.fn();
  const field = (error?: string) => (
    <TextField label="Width" value="12" onChange={onChange} unit="m" hint="West to east" error={error} />
  );
  const { rerender } = render(field());
  const input = screen.getByRole('textbox', { name: 'Width' });
  expect(input).toBeValid();
  expect(input).toHaveAccessibleDescription('West to east');
  rerender(field('Too wide'));
  expect(input).toBeInvalid();
  expect(input).toHaveAccessibleDescription('Too wide West to east');
  await userEvent.type(input, '3');
  expect(onChange).toHaveBeenCalledWith('123');
});

it('names a checkbox by its label and describes it by its hint', async () => {
  const onChange = vi.fn();
  render(<Checkbox label="Terrain" hint="The ground" checked={false} onChange={onChange} />);
  const box = screen.getByRole('checkbox', { name: 'Terrain' });
  expect(box).toHaveAccessibleDescription('The ground');
  await userEvent.click(screen.getByText('The ground'));
  expect(onChange).toHaveBeenCalledWith(true);
});

it('shows the hint of the chosen option', async () => {
  const onChange = vi.fn();
  const options = [
    { value: 'whole', label: 'Whole', hint: 'Kept' },
    { value: 'clip', label: 'Clip', hint: 'Cut' },
  ];
  render(<Select label="Edge" value="whole" options={options} onChange={onChange} />);
  const select = screen.getByRole('combobox', { name: 'Edge' });
  expect(select).toHaveAccessibleDescription('Kept');
  await userEvent.selectOptions(select, 'clip');
  expect(onChange).toHaveBeenCalledWith('clip');
});

function Choices() {
  const [value, setValue] = useState('a');
  const options = [
    { value: 'a', label: 'First', description: 'The one' },
    { value: 'b', label: 'Second', description: 'The other' },
  ];
  return (
    <>
      <RadioCards label="Cards" value={value} options={options} onChange={setValue} />
      <Segmented label="Segments" value={value} options={options} onChange={setValue} />
    </>
  );
}

it('chooses by keyboard in cards and segments', async () => {
  render(<Choices />);
  const user = userEvent.setup();
  const checked = (group: string) => {
    const radios = screen.getByRole('radiogroup', { name: group }).querySelectorAll('input');
    return [...radios].findIndex((radio) => radio.checked);
  };
  await user.tab();
  await user.keyboard('{ArrowDown}');
  expect([checked('Cards'), checked('Segments')]).toEqual([1, 1]);
  await user.tab();
  await user.keyboard('{ArrowLeft}');
  expect([checked('Cards'), checked('Segments')]).toEqual([0, 0]);
});

function Opener() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Settings</Button>
      <Dialog open={open} onOpenChange={setOpen} title="Where" footer={<Button>Save</Button>}>
        <input aria-label="Token" />
      </Dialog>
    </>
  );
}

it('keeps the focus inside a dialog and gives it back on Escape', async () => {
  render(<Opener />);
  const user = userEvent.setup();
  const opener = screen.getByRole('button', { name: 'Settings' });
  await user.click(opener);
  const dialog = screen.getByRole('dialog', { name: 'Where' });
  for (let stop = 0; stop < 5; stop++) {
    expect(dialog).toContainElement(document.activeElement as HTMLElement);
    await user.tab();
  }
  await user.keyboard('{Escape}');
  expect(dialog).not.toBeInTheDocument();
  await waitFor(() => expect(opener).toHaveFocus());
});

it('closes a dialog by its button', async () => {
  render(<Opener />);
  const user = userEvent.setup();
  await user.click(screen.getByRole('button', { name: 'Settings' }));
  await user.click(screen.getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

it('interrupts a screen reader for errors only', () => {
  render(
    <>
      <Notice tone="error" title="Failed" actions={<Button>Retry</Button>}>
        The server is busy.
      </Notice>
      <Notice tone="info">Saved.</Notice>
    </>,
  );
  expect(screen.getByRole('alert')).toHaveTextContent('FailedThe server is busy.Retry');
  expect(screen.getByRole('status')).toHaveTextContent('Saved.');
});

it('tells progress as a share, or none where it is unknown', () => {
  const { rerender } = render(<ProgressBar label="Download" value={30} max={120} />);
  const bar = screen.getByRole('progressbar', { name: 'Download' });
  expect(bar).toHaveAttribute('aria-valuenow', '25');
  rerender(<ProgressBar label="Download" />);
  expect(bar).not.toHaveAttribute('aria-valuenow');
});
