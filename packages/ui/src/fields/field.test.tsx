// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { Checkbox, Switch } from './checkbox.tsx';
import { Field } from './field.tsx';
import { SelectInput } from './select-input.tsx';
import { TextInput } from './text-input.tsx';

test('a field names its control, and its error takes the place of its help', () => {
  const field = (error?: string) => (
    <Field label="Customer" help="As on invoices" error={error} required>
      {(aria) => <TextInput {...aria} value="" onChange={() => undefined} />}
    </Field>
  );
  const { rerender } = draw(field());
  const input = screen.getByRole('textbox', { name: 'Customer', description: 'As on invoices' });
  expect(input.getAttribute('aria-required')).toBe('true');
  expect(input.hasAttribute('aria-invalid')).toBe(false);

  rerender(field('This customer is disabled.'));
  expect(screen.getByRole('textbox', { name: 'Customer', description: 'This customer is disabled.' }).getAttribute('aria-invalid')).toBe(
    'true',
  );
  expect(screen.queryByText('As on invoices')).toBeNull();
});

test('a label reaches text, select, checkbox and switch alike', async () => {
  const seen: unknown[] = [];
  const { user } = draw(
    <>
      <Field label="Name">{(aria) => <TextInput {...aria} value="" onChange={(value) => seen.push(value)} />}</Field>
      <Field label="Kind">
        {(aria) => <SelectInput {...aria} value="" placeholder="Any" options={['Bank', 'Cash']} onChange={(value) => seen.push(value)} />}
      </Field>
      <Checkbox value={false} onChange={(value) => seen.push(value)}>
        Is a group
      </Checkbox>
      <Switch value onChange={(value) => seen.push(value)}>
        Notify me
      </Switch>
    </>,
  );
  await user.type(screen.getByRole('textbox', { name: 'Name' }), 'x');
  await user.selectOptions(screen.getByRole('combobox', { name: 'Kind' }), 'Cash');
  await user.click(screen.getByRole('checkbox', { name: 'Is a group' }));
  await user.click(screen.getByRole('switch', { name: 'Notify me', checked: true }));
  expect(seen).toEqual(['x', 'Cash', true, false]);
});

test('a control has the medium size and a border of its own unless it is told otherwise', () => {
  draw(
    <>
      <TextInput value="" onChange={() => undefined} aria-label="Name" />
      <TextInput value="" onChange={() => undefined} aria-label="Cell" bare size="small" />
    </>,
  );
  const looksOf = (name: string) => [...screen.getByRole('textbox', { name }).classList].filter((one) => one.startsWith('is-'));
  expect([looksOf('Name'), looksOf('Cell')]).toEqual([[], ['is-small', 'is-bare']]);
});
