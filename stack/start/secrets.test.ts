import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSecrets } from './secrets.ts';

test('makes secrets once, all different, for their owner alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-secrets-'));
  try {
    const secrets = readSecrets(folder);
    expect(secrets.SESSION_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(secrets.SERVICE_SECRET).not.toBe(secrets.SESSION_SECRET);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readSecrets(folder)).toEqual(secrets);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('refuses a broken file in a sentence, and changes nothing of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-secrets-'));
  const file = join(folder, 'secrets.json');
  try {
    const broken = ['', '{"SESSION_SE', '[]', 'null', '"text"', '{"SESSION_SECRET": 5}', '{"SESSION_SECRET": "short"}'];
    for (const text of broken) {
      writeFileSync(file, text);
      expect(() => readSecrets(folder)).toThrow(
        /secrets\.json holds no secrets that can be read \(.+\): put its backup in its place, or delete it; .* everybody signs in again\.$/,
      );
      expect([readFileSync(file, 'utf8'), readdirSync(folder)]).toEqual([text, ['secrets.json']]);
    }
    rmSync(file);
    mkdirSync(file);
    expect(() => readSecrets(folder)).toThrow('(EISDIR)');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('adds a secret that an older desk did not know', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-secrets-'));
  try {
    const old = { SESSION_SECRET: 'a'.repeat(43), SERVICE_SECRET: 'b'.repeat(43) };
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(old));
    const secrets = readSecrets(folder);
    expect(secrets).toMatchObject(old);
    expect(secrets.NATS_PASSWORD.length).toBeGreaterThanOrEqual(32);
    expect(readSecrets(folder)).toEqual(secrets);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
