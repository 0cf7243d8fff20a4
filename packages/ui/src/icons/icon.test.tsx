// @vitest-environment jsdom
import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Icon } from './icon.tsx';

const shapes = (name: string) => render(<Icon name={name} />).container.querySelector('svg')?.innerHTML;

test.each(['no-such-icon', 'constructor', ''])('%j draws the neutral mark', (name) => {
  expect(shapes(name)).toContain('<circle');
  expect(shapes(name)).toBe(shapes('another-unknown'));
});

test('a known name draws its own', () => {
  expect(shapes('truck')).not.toBe(shapes('no-such-icon'));
});
