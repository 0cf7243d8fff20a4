import { expect, test } from 'vitest';
import { docTypeNav, docTypeRoutes } from './routes.ts';

const docTypes = {
  'stock-entries': { doctype: 'stock-entry', icon: 'send', group: 'Movements' },
  items: { doctype: 'item', icon: 'box', group: 'Master data' },
  uoms: { doctype: 'uom', icon: 'ruler', group: 'Master data', titles: ['Units of measure', 'Unit of measure'] },
} as const;

test('declares a list, a new document and one document for a DocType', () => {
  const { 'stock-entries': place } = docTypes;
  expect(docTypeRoutes({ 'stock-entries': place })).toEqual([
    {
      path: 'stock-entries',
      expose: './list',
      title: 'Stock entries',
      preload: ['/api/meta/stock-entry', '/api/resource/stock-entry{search}'],
    },
    { path: 'stock-entries/new', expose: './form', title: 'New stock entry', preload: ['/api/meta/stock-entry'] },
    {
      path: 'stock-entries/:id',
      expose: './form',
      title: 'Stock entry',
      preload: ['/api/meta/stock-entry', '/api/resource/stock-entry/{id}'],
    },
  ]);
});

test('preloads what a form and a stored document need besides', () => {
  const routes = docTypeRoutes(docTypes, { items: { form: ['/api/meta/uom'], document: ['/api/report?item={id}'] } });
  expect(routes.find(({ path }) => path === 'items/new')?.preload).toEqual(['/api/meta/item', '/api/meta/uom']);
  expect(routes.find(({ path }) => path === 'items/:id')?.preload).toEqual([
    '/api/meta/item',
    '/api/meta/uom',
    '/api/resource/item/{id}',
    '/api/report?item={id}',
  ]);
});

test('leaves the list to another screen', () => {
  const routes = docTypeRoutes(docTypes, { items: { list: { expose: './tree', preload: ['/api/tree'] } } });
  expect(routes.find(({ path }) => path === 'items')).toEqual({ path: 'items', expose: './tree', title: 'Items', preload: ['/api/tree'] });
});

test('lists the entries of one group in the order of the table', () => {
  expect(docTypeNav(docTypes, 'Master data')).toEqual([
    { title: 'Items', path: 'items', icon: 'box', group: 'Master data' },
    { title: 'Units of measure', path: 'uoms', icon: 'ruler', group: 'Master data' },
  ]);
});

test('declares no screen for a new one of what is only read', () => {
  const routes = docTypeRoutes({ 'stock-entries': { ...docTypes['stock-entries'], readOnly: true } });
  expect(routes.map(({ path }) => path)).toEqual(['stock-entries', 'stock-entries/:id']);
});
