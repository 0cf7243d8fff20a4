import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSecrets } from './secrets.ts';

test('secrets are made once, differ, and only their owner can read them', () => {
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

test('secrets of which a killed start wrote only a part are made anew, and no part lies about', () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-secrets-'));
  try {
    writeFileSync(join(folder, 'secrets.json'), '{"SESSION_SE');
    const secrets = readSecrets(folder);
    expect(readSecrets(folder)).toEqual(secrets);
    expect(readdirSync(folder)).toEqual(['secrets.json']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a secret that an older desk did not know is added to those that are kept', () => {
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
