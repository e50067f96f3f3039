import { fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { type Capabilities, ENGINE_CAPABILITIES, REMOTE_CAPABILITIES } from '../contract/capabilities.ts';
import { FORMATS } from '../contract/formats.ts';
import { LAYERS } from '../contract/layers.ts';
import { FIRST_CHOICES, type RequestChoices } from './choices.ts';
import { ExportBar } from './export-bar.tsx';
import type { ExportSituation } from './export-blocker.ts';
import { RequestForm, type RequestFormProps } from './request-form.tsx';

const NARROW: Capabilities = { ...REMOTE_CAPABILITIES, formats: ['obj'], layers: ['terrain'], separateFiles: false };

interface FormProps extends Omit<RequestFormProps, 'id' | 'value'>, ExportSituation {
  readonly start: RequestChoices;
}

function Form({ start, onChange, onSubmit, ...rest }: FormProps) {
  const [value, setValue] = useState(start);
  const change = (next: RequestChoices) => {
    onChange(next);
    setValue(next);
  };
  return (
    <>
      <RequestForm {...rest} id="request" value={value} onChange={change} onSubmit={onSubmit} />
      <ExportBar {...rest} form="request" value={value} />
    </>
  );
}

function showForm(props: Partial<FormProps> = {}) {
  const onSubmit = vi.fn();
  const onChange = vi.fn();
  const all = { start: FIRST_CHOICES, capabilities: ENGINE_CAPABILITIES, hasArea: true, onSubmit, onChange, ...props };
  const { rerender } = render(<Form {...all} />);
  return {
    user: userEvent.setup(),
    onSubmit,
    onChange,
    update: (more: Partial<FormProps>) => rerender(<Form {...all} {...more} />),
  };
}

const exportButton = () => screen.getByRole('button', { name: 'Export' });
const radios = (group: string) => within(screen.getByRole('radiogroup', { name: group })).getAllByRole('radio');

it('offers exactly what the engine can do', () => {
  showForm();
  const formats = radios('Format');
  expect(formats).toHaveLength(ENGINE_CAPABILITIES.formats.length);
  for (const [i, id] of ENGINE_CAPABILITIES.formats.entries()) {
    fireEvent.click(formats[i]!);
    expect(formats[i]).toHaveAccessibleName(FORMATS[id].label);
    expect(formats[i]).toHaveAccessibleDescription(`${FORMATS[id].purpose}. Opens in ${FORMATS[id].programs}.`);
  }
  for (const id of ENGINE_CAPABILITIES.layers) {
    expect(screen.getByRole('checkbox', { name: LAYERS[id].label })).toBeInTheDocument();
  }
  expect(radios('Data')).toHaveLength(ENGINE_CAPABILITIES.data.length);
  expect(screen.getByText('Free: runs in your browser')).toBeInTheDocument();
});

it('offers the remote service nothing that it does not know', () => {
  showForm({ capabilities: REMOTE_CAPABILITIES });
  expect(radios('Format')).toHaveLength(REMOTE_CAPABILITIES.formats.length);
  expect(screen.queryByRole('radiogroup', { name: 'Data' })).not.toBeInTheDocument();
  expect(screen.queryByText('Options')).not.toBeInTheDocument();
  expect(screen.getByText(/May cost money/)).toBeInTheDocument();
});

it('submits', async () => {
  const { user, onSubmit } = showForm();
  await user.click(exportButton());
  expect(onSubmit).toHaveBeenCalledOnce();
});

it.each([
  ['no area', { hasArea: false }, /Choose an area/],
  ['an area that cannot be exported', { areaProblem: 'The area is too large.' }, /too large/],
  ['a request under way', { busy: true }, /Sending/],
])('says why the button rests: %s', (_, props, reason) => {
  showForm(props);
  expect(exportButton()).toBeDisabled();
  expect(exportButton()).toHaveAccessibleDescription(reason);
});

it('needs at least one layer', async () => {
  const { user } = showForm();
  await user.click(screen.getByRole('button', { name: 'No layers' }));
  expect(screen.getByRole('group', { name: 'Layers' })).toHaveAccessibleDescription(/at least one layer/);
  expect(exportButton()).toHaveAccessibleDescription(/at least one layer/);
  expect(exportButton()).toBeDisabled();
  await user.click(screen.getByRole('checkbox', { name: 'Buildings' }));
  expect(exportButton()).toBeEnabled();
});

it('chooses a whole city at first, all layers or none with one press, and tells what each is', async () => {
  const { user } = showForm();
  const chosen = () =>
    screen.getAllByRole('checkbox', { checked: true }).filter((box) => box.closest('fieldset')).length;
  expect(chosen()).toBe(8);
  expect(screen.getByRole('checkbox', { name: 'Barriers' })).not.toBeChecked();
  expect(screen.getByRole('checkbox', { name: 'Trees' })).toHaveAccessibleDescription(LAYERS.trees.description);
  await user.click(screen.getByRole('button', { name: 'All layers' }));
  expect(screen.getByText('9 of 9')).toBeInTheDocument();
});

it('does not call layers missing that nobody chose', () => {
  showForm({ capabilities: REMOTE_CAPABILITIES });
  expect(screen.getByRole('checkbox', { name: 'Terrain' })).toBeChecked();
  expect(screen.queryByText(/not offered/)).not.toBeInTheDocument();
});

it('checks the base thickness at its field', async () => {
  const { user } = showForm();
  await user.click(screen.getByText('Options'));
  const field = screen.getByRole('textbox', { name: 'Base thickness' });
  await user.clear(field);
  await user.type(field, '1');
  expect(field).toBeInvalid();
  expect(field).toHaveAccessibleDescription(/must be at least 2 m/);
  expect(exportButton()).toBeDisabled();
  await user.type(field, '0,5');
  expect(field).toBeValid();
  expect(exportButton()).toBeEnabled();
});

it('takes storeys and heights, and says why a number rests the button', async () => {
  const { user, onChange } = showForm();
  await user.click(screen.getByText('Options'));
  const levels = screen.getByRole('textbox', { name: 'Storeys if unknown' });
  await user.type(levels, '2.5');
  expect(levels).toHaveAccessibleDescription(/whole number of storeys/);
  expect(exportButton()).toBeDisabled();
  await user.clear(levels);
  await user.type(screen.getByRole('textbox', { name: 'Storey height' }), '.5');
  await user.click(screen.getByRole('checkbox', { name: 'Assume unknown heights' }));
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ storey_height: '3.5', default_levels: '', assume_heights: false }),
  );
  expect(exportButton()).toBeEnabled();
});

it('lets the ground follow the data', async () => {
  const { user } = showForm();
  await user.click(screen.getByText('Options'));
  const ground = screen.getByRole('combobox', { name: 'Ground heights' });
  expect(ground).toHaveValue('tiles');
  await user.selectOptions(ground, 'flat');
  await user.click(screen.getByRole('radio', { name: /Sample city/ }));
  expect(ground).toHaveValue('sample');
  await user.click(screen.getByRole('radio', { name: /OpenStreetMap/ }));
  expect(ground).toHaveValue('tiles');
});

it('says that the sample city is fictional', () => {
  showForm();
  expect(screen.getByRole('radio', { name: /fictional/ })).toHaveAccessibleDescription(/made-up/);
});

it('falls back visibly when the connection offers less, and remembers the wish', async () => {
  const { update, onChange } = showForm({
    start: { ...FIRST_CHOICES, include: ['terrain', 'buildings'], separate_files: true },
  });
  update({ capabilities: NARROW });
  const notice = screen.getByText(/STL is not offered here: OBJ is chosen instead/);
  expect(notice).toHaveTextContent(/Buildings: not offered here/);
  expect(notice).toHaveTextContent(/the model is one file/);
  expect(screen.getByRole('radio', { name: 'OBJ' })).toBeChecked();
  expect(onChange).not.toHaveBeenCalled();
  update({ capabilities: ENGINE_CAPABILITIES });
  expect(screen.getByRole('radio', { name: 'STL' })).toBeChecked();
  expect(screen.queryByText(/not offered/)).not.toBeInTheDocument();
});

it('shows a refusal at the fields', () => {
  const fieldErrors = {
    format: ['must be one of stl, obj'],
    include: ['may hold terrain'],
    'options.base_thickness': ['must be a number of metres'],
    voucher: ['has run out'],
  };
  showForm({ fieldErrors });
  expect(screen.getByRole('radiogroup', { name: 'Format' })).toHaveAccessibleDescription(/one of stl, obj/);
  expect(screen.getByRole('group', { name: 'Layers' })).toHaveAccessibleDescription(/may hold terrain/);
  expect(screen.getByRole('textbox', { name: 'Base thickness' })).toHaveAccessibleDescription(/number of metres/);
  expect(screen.getByRole('alert')).toHaveTextContent('voucher: has run out');
});

it('shows the file options that apply to the chosen formats', async () => {
  const { user, onChange } = showForm();
  await user.click(screen.getByText('File options'));
  expect(screen.getByRole('combobox', { name: 'Encoding' })).toHaveValue('binary');
  expect(screen.queryByRole('combobox', { name: 'Normals' })).not.toBeInTheDocument();
  await user.click(screen.getByRole('radio', { name: 'glTF (GLB)' }));
  expect(screen.queryByRole('combobox', { name: 'Encoding' })).not.toBeInTheDocument();
  expect(screen.getByRole('combobox', { name: 'Normals' })).toHaveValue('smooth');
  await user.click(screen.getByRole('checkbox', { name: 'PLY' }));
  expect(screen.getByRole('combobox', { name: 'Encoding' })).toBeInTheDocument();
  await user.selectOptions(screen.getByRole('combobox', { name: 'Normals' }), 'flat');
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({
      format: 'glb',
      formats: ['ply'],
      format_options: expect.objectContaining({ normals: 'flat' }),
    }),
  );
});

it('offers to fuse bodies where files can hold one solid', async () => {
  const { user, onChange } = showForm();
  await user.click(screen.getByText('File options'));
  await user.click(screen.getByRole('checkbox', { name: /^Fuse into one solid/ }));
  expect(onChange).toHaveBeenLastCalledWith(
    expect.objectContaining({ format: 'stl', format_options: expect.objectContaining({ fuse: true }) }),
  );
  await user.click(screen.getByRole('radio', { name: 'glTF (GLB)' }));
  expect(screen.queryByRole('checkbox', { name: /^Fuse into one solid/ })).not.toBeInTheDocument();
});

it('checks the scale at its field', async () => {
  const { user } = showForm();
  await user.click(screen.getByText('File options'));
  const field = screen.getByRole('textbox', { name: 'Scale 1:' });
  await user.type(field, '0');
  expect(field).toBeInvalid();
  expect(exportButton()).toBeDisabled();
  await user.clear(field);
  await user.type(field, '1:500');
  expect(field).toBeValid();
  expect(exportButton()).toBeEnabled();
});
