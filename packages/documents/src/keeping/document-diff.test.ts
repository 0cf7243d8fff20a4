import { expect, test } from 'vitest';
import { parcel as meta } from '../testing/parcel.ts';
import { documentDifferences } from './document-diff.ts';

test('two versions are compared field by field and row by row; 1 and 1.00 are the same', () => {
  const mine = {
    kind: 'letter',
    lines: [
      { what: 'A', qty: '1' },
      { what: 'B', qty: '2' },
    ],
  };
  const theirs = { kind: 'box', total: '9.00', lines: [{ what: 'A', qty: '1.00' }] };
  expect(documentDifferences(meta, mine, theirs)).toEqual([
    { path: 'kind', label: 'Kind', mine: 'Letter', theirs: 'Box' },
    { path: 'lines.1.what', label: 'Lines 2: What', mine: 'B', theirs: '' },
    { path: 'lines.1.qty', label: 'Lines 2: Quantity', mine: '2', theirs: '' },
  ]);
});
