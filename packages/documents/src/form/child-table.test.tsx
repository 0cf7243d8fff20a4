// @vitest-environment jsdom
import { act, screen, waitFor } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';
import { specimen, specimens } from '../testing/specimen.ts';
import { field, open, press, specimenStores } from './testing/open-specimen.tsx';

test('a row deleted with its button gives the focus to the button that takes its place', async () => {
  const desk = open('SP-00001');
  await desk.user.click(await press('Delete row 1'));
  expect(document.activeElement).toBe(await press('Delete row 1'));
  expect((await field('Part, row 1')).value).toBe('Shell');
  await desk.user.keyboard('{Enter}');
  expect((await field('Part, row 1')).value).toBe('');
  expect(document.activeElement).toBe(await press('Delete row 1'));
});

test('rows are entered from the keyboard alone', async () => {
  const desk = open(null);
  const { user } = desk;
  await user.click(await field('Part, row 1'));
  await user.keyboard('Core{Enter}2{Enter}1.50{Enter}Shell{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Quantity, row 2')));
  await user.keyboard('7{ArrowUp}');
  expect(document.activeElement).toBe(screen.getByLabelText('Quantity, row 1'));
  await user.keyboard('{Shift>}{Enter}{/Shift}');
  expect(document.activeElement).toBe(screen.getByLabelText('Part, row 1'));
  await user.keyboard('{Alt>}{Delete}{/Alt}');
  await waitFor(() => expect(screen.getByLabelText('Part, row 1')).toHaveProperty('value', 'Shell'));
  expect(screen.queryByLabelText('Part, row 2')).toBeNull();
});

test('Enter in the last cell adds a row and goes to its first cell', async () => {
  const desk = open(null);
  await desk.user.click(await field('Amount, row 1'));
  await desk.user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Part, row 2')));
});

test('a block from a spreadsheet pastes over rows and adds what is missing', async () => {
  const desk = open(null);
  await desk.user.click(await field('Part, row 1'));
  await desk.user.paste('Core\t1,000.5\t3.00\nShell\t2\t4.00\n');
  expect(await field('Part, row 2')).toHaveProperty('value', 'Shell');
  expect(await field('Quantity, row 1')).toHaveProperty('value', '1,000.5');
});

const undo = '{Control>}z{/Control}';
const redo = '{Control>}{Shift>}z{/Shift}{/Control}';
const values = () => screen.getAllByRole<HTMLInputElement>('textbox', { name: /, row \d+$/ }).map((input) => input.value);

test('Ctrl-Z over a pasted block gives back what was there, and Ctrl-Shift-Z the block', async () => {
  const { user } = open('SP-00001');
  await user.click(await field('Part, row 2'));
  const before = values();
  await user.paste('Rim\t3\t4.00\nRing\t5\t6.00\n');
  const after = values();
  expect(after).toEqual(['Core', '2', '10.10', 'Rim', '3', '4.00', 'Ring', '5', '6.00']);
  await user.keyboard(undo);
  expect(values()).toEqual(before);
  await user.keyboard(redo);
  expect(values()).toEqual(after);
  await user.keyboard(undo);
  expect(values()).toEqual(before);
});

test('Ctrl-Z goes back through rows that were deleted, added and typed into', async () => {
  const { user } = open('SP-00001');
  await user.click(await field('Quantity, row 2'));
  await user.keyboard('7');
  await user.keyboard('{Alt>}{Delete}{/Alt}');
  expect(values()).toEqual(['Core', '2', '10.10']);
  await user.keyboard(undo);
  expect(values()).toEqual(['Core', '2', '10.10', 'Shell', '7', '0.20']);
  await user.keyboard(undo);
  expect(values()).toEqual(['Core', '2', '10.10', 'Shell', '1', '0.20']);
});

test('typing or pasting one of two empties the other, and Ctrl-Z brings both back', async () => {
  const { user } = open('SP-00001', {}, { tables: { lines: { oneOf: [['qty', 'amount']] } } });
  await user.click(await field('Quantity, row 1'));
  await user.keyboard('5');
  expect(values().slice(0, 3)).toEqual(['Core', '5', '']);
  await user.keyboard(undo + undo);
  expect(values().slice(0, 3)).toEqual(['Core', '2', '10.10']);
  await user.click(await field('Amount, row 1'));
  await user.paste('7.00\n8.00\n');
  await user.tab();
  expect(values()).toEqual(['Core', '', '7.00', 'Shell', '', '8.00']);
});

test('a block for which there is no room is refused with a word, and nothing of it is taken', async () => {
  const { user } = open('SP-00001');
  await user.click(await field('Quantity, row 1'));
  const before = values();
  await user.paste('1\t2\t3\t4\n');
  expect((await screen.findByRole('alert')).textContent).toBe(
    'What you pasted has 4 columns, and from here on there are 2. Nothing was pasted.',
  );
  expect(values()).toEqual(before);
  await user.keyboard('9');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('of 300 pasted rows those in sight have inputs, and a keystroke draws one row', async () => {
  let drawn = 0;
  const columns = [
    {
      id: 'count',
      header: 'Count',
      render: () => {
        drawn += 1;
        return null;
      },
    },
  ];
  const watched = stubIntersectionObserver();
  const { user } = open('SP-00001', {}, { tables: { lines: { columns } } });
  await user.click(await field('Part, row 1'));
  await user.paste(Array.from({ length: 300 }, (_, row) => `Part ${row}\t${row}\t${row}.50`).join('\n'));
  expect(screen.getAllByRole('row')).toHaveLength(301);
  expect(values().length).toBeLessThanOrEqual(3 * 40);
  await watched.all(300);
  watched.show(100, 110);
  expect((await field('Amount, row 105')).value).toBe('104.50');
  drawn = 0;
  await user.click(await field('Amount, row 105'));
  await user.keyboard('1');
  expect(drawn).toBeLessThanOrEqual(1);
  watched.show(200, 210);
  // What is typed into stays.
  expect(document.activeElement).toBe(await field('Amount, row 105'));
  await user.click(await field('Amount, row 201'));
  watched.show(0, 10);
  await user.keyboard('{Control>}{Enter}{/Control}{Enter}');
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Part, row 202')));
});

test('a keystroke in a table draws no other section, and one outside of it no row', async () => {
  let sections = 0;
  let rows = 0;
  // Each section asks of each of its fields.
  const includes = () => {
    sections += 1;
    return false;
  };
  const hidden = Object.assign([] as string[], { includes });
  const count = {
    id: 'count',
    header: 'Count',
    reads: ['grade'],
    render: () => {
      rows += 1;
      return null;
    },
  };
  const { user } = open('SP-00001', {}, { hidden, tables: { lines: { columns: [count] } } });
  await user.click(await field('Quantity, row 1'));
  await user.keyboard('4');
  sections = 0;
  await user.keyboard('5');
  expect(sections).toBeLessThanOrEqual(1);
  await user.click(await field('Title'));
  await user.keyboard('n');
  rows = 0;
  await user.keyboard('ew');
  expect(rows).toBe(0);
  await user.selectOptions(await field('Grade'), 'coarse');
  expect(rows).toBe(2);
});

/** The browser's, told which rows are in sight. */
function stubIntersectionObserver() {
  let observers: { tell: IntersectionObserverCallback; rows: Element[] }[] = [];
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      own: (typeof observers)[number];
      constructor(tell: IntersectionObserverCallback) {
        this.own = { tell, rows: [] };
        observers.push(this.own);
      }
      observe(row: Element) {
        this.own.rows.push(row);
      }
      disconnect() {
        observers = observers.filter((observer) => observer !== this.own);
      }
    },
  );
  onTestFinished(() => void vi.unstubAllGlobals());
  return {
    all: (count: number) => waitFor(() => expect(observers.at(-1)?.rows.length).toBe(count)),
    show(from: number, to: number) {
      const told = ({ rows }: { rows: Element[] }) =>
        rows.map((target, index) => ({ target, isIntersecting: index >= from && index < to }) as unknown as IntersectionObserverEntry);
      act(() => {
        for (const observer of observers) observer.tell(told(observer), {} as IntersectionObserver);
      });
    },
  };
}

test('a choice takes what is pasted into it, and shows what is none', async () => {
  const size = { name: 'size', label: 'Size', type: 'select', required: true, options: [{ value: 's', label: 'Small' }] } as const;
  const fields = specimen.fields.map((each) =>
    each.name === 'lines' ? { ...each, fields: [...(each.fields ?? []), { ...size, options: [...size.options] }] } : each,
  );
  const { user } = open('SP-00001', specimenStores(specimens, { ...specimen, fields }));
  const choice = await screen.findByRole<HTMLSelectElement>('combobox', { name: 'Size, row 1' });
  act(() => choice.focus());
  await user.paste('small\r\n');
  await waitFor(() => expect(choice.selectedOptions[0]?.text).toBe('Small'));
  await user.paste('Huge');
  await waitFor(() => expect(choice.selectedOptions[0]?.text).toBe('Huge'));
  expect(choice.getAttribute('aria-invalid')).toBe('true');
});
