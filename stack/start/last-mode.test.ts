import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { noteMode } from './last-mode.ts';

test('what the gateway kept of a manifest is used again in the same mode, and never in another one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-mode-'));
  const kept = join(folder, 'manifest-last-good.json');
  try {
    expect(noteMode(folder, 'indie')).toBe(null);
    writeFileSync(kept, '{}');
    expect(noteMode(folder, 'indie')).toBe('indie');
    expect(existsSync(kept)).toBe(true);
    expect(noteMode(folder, 'enterprise')).toBe('indie');
    expect(existsSync(kept)).toBe(false);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
