// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test } from 'vitest';
import { draw } from '../testing/draw.tsx';
import { Tabs } from './tabs.tsx';

function Entries() {
  const [tab, setTab] = useState('all');
  const tabs = ['all', 'draft', 'cancelled'].map((value) => ({ value, label: value, content: `content of ${value}` }));
  return <Tabs label="Which" value={tab} onChange={setTab} tabs={tabs} />;
}

test('one tab stop; arrows, Home and End choose', async () => {
  const { user } = draw(<Entries />);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'all', selected: true }));
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'draft', selected: true }));
  expect(screen.getByRole('tabpanel', { name: 'draft' }).textContent).toBe('content of draft');
  await user.keyboard('{End}{ArrowRight}');
  expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'all', selected: true }));
  await user.tab();
  expect(screen.getAllByRole('tab')).not.toContain(document.activeElement);
});
