// @vitest-environment jsdom
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Link, useDeskLocation, useNotify, useUnsavedGuard, useUser } from '../hooks.tsx';
import { TestDesk } from './test-desk.tsx';

function Screen() {
  const { pathname, search, params } = useDeskLocation();
  const { name } = useUser();
  const notify = useNotify();
  useUnsavedGuard(search !== '');
  return (
    <>
      <p>
        {name} at {pathname}
        {search} with {params.id}
      </p>
      <Link to="/shop/items/B?tab=2">Next</Link>
      <button type="button" onClick={() => notify({ kind: 'success', title: 'Saved' })}>
        Save
      </button>
    </>
  );
}

test('hooks of a screen read the desk in memory, and follow it', () => {
  const told = { onNavigate: vi.fn(), onNotify: vi.fn(), onUnsaved: vi.fn() };
  render(
    <TestDesk at="/shop/items/A" params={(path) => ({ id: path.split('/')[3] ?? '' })} user={{ name: 'Ada' }} {...told}>
      <Screen />
    </TestDesk>,
  );
  expect(screen.getByText('Ada at /shop/items/A with A')).toBeDefined();
  fireEvent.click(screen.getByRole('link', { name: 'Next' }));
  expect(screen.getByText('Ada at /shop/items/B?tab=2 with B')).toBeDefined();
  expect(told.onNavigate).toHaveBeenCalledWith('/shop/items/B?tab=2');
  expect(told.onUnsaved).toHaveBeenLastCalledWith(true);
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(told.onNotify).toHaveBeenCalledWith({ kind: 'success', title: 'Saved' });
});

test('outside a desk a hook says what is missing', () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  expect(() => render(<Screen />)).toThrow('TestDesk');
});
