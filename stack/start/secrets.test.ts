import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

test('replaces secrets that a killed start wrote in part', () => {
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
