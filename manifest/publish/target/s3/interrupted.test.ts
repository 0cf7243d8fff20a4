import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { temporaryFolder, writeRemoteDist } from '../../../testing/index.ts';
import { collectGarbage } from '../../gc/collect-garbage.ts';
import { publishRelease } from '../../publish-release.ts';
import { readDist } from '../../read-dist.ts';
import { createSigningKey } from '../../sign/signing-key.ts';
import { dieAtEach } from '../../testing/die-at-each.ts';
import { type S3StandIn, startS3 } from '../../testing/s3-stand-in.ts';
import { openTarget } from '../open-target.ts';

const compileCache = fileURLToPath(new URL('../../../../node_modules/.cache/desk/compile', import.meta.url));
const main = fileURLToPath(new URL('../../main.ts', import.meta.url));
const collectMain = fileURLToPath(new URL('../../testing/collect-main.ts', import.meta.url));
/** Too small to have compressed forms: each file is one object. */
const tiny = { 'remoteEntry.js': '1', 'items.js': '2', 'items.css': '3' };
const DAY_MS = 24 * 3_600_000;

async function bucket() {
  const s3 = await startS3();
  onTestFinished(() => s3.close());
  vi.stubEnv('AWS_ACCESS_KEY_ID', s3.credentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', s3.credentials.secretAccessKey);
  const address = `s3://releases/?endpoint=${s3.endpoint}&region=${s3.credentials.region}`;
  const target = await openTarget(address);
  onTestFinished(() => target.close());
  return { s3, address, target };
}

/**
 * Runs a script that is killed when its n-th request arrives, before that has an effect: also the state in which the one before had its
 * effect and got no answer.
 */
async function runAndDie(s3: S3StandIn, fatal: number, script: string, ...args: string[]): Promise<boolean> {
  let child: ChildProcess | null = null;
  const first = s3.requests.length;
  s3.intercept = (phase, number) => {
    if (phase === 'after' || number - first < fatal) return;
    child?.kill('SIGKILL');
    return 500;
  };
  child = spawn(process.execPath, [script, ...args], { stdio: 'ignore', env: { ...process.env, NODE_COMPILE_CACHE: compileCache } });
  const [code, signal] = await once(child, 'exit');
  s3.intercept = null;
  if (signal !== 'SIGKILL' && code !== 0) throw new Error(`${script} ended with ${code}`);
  return signal === 'SIGKILL';
}

test('whenever a publication to a bucket dies, half a release is none; the next one succeeds, and what is left is swept', {
  timeout: 300_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [before, after, later, keyFile] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'later'), join(folder, 'key.pem')];
  await writeRemoteDist(before, { version: '0.1.0', files: tiny });
  await writeRemoteDist(after, { version: '0.2.0', files: tiny });
  await writeRemoteDist(later, { version: '0.3.0', files: tiny });
  const next = await readDist(after);
  const key = await createSigningKey(keyFile);

  const deaths = await dieAtEach(async (request) => {
    const { s3, address, target } = await bucket();
    const { id: old } = await publishRelease({ dist: before, target });
    const died = await runAndDie(s3, request, main, '--dist', after, '--to', address, '--sign', keyFile);

    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([[old], [old, next.id]]).toContainEqual(listed);
    const whole = (await target.inventory('shop')).releases.map(({ name }) => name);
    expect(whole).toEqual(expect.arrayContaining(listed));
    if (whole.includes(next.id))
      for (const [path, bytes] of next.files) expect(await target.read('shop', next.id, path)).toEqual(new Uint8Array(bytes));
    else for (const path of next.files.keys()) expect(await target.read('shop', next.id, path)).toBeNull();
    if (listed.includes(next.id)) expect(await target.read('shop', next.id, 'signature.json')).not.toBeNull();

    if (request % 2 === 0) {
      expect(await publishRelease({ dist: after, target, key })).toMatchObject({ id: next.id, signedBy: key.id });
      expect((await target.readIndex('shop')).releases.map(({ id }) => id)).toEqual([old, next.id]);
    }
    // Another release is published when the dead one is certainly dead: nothing of it is left but what became a release.
    const releases = (await target.inventory('shop')).releases.map(({ name }) => name);
    s3.age(2 * 3_600_000);
    const { id: last } = await publishRelease({ dist: later, target });
    const folders = new Set([...s3.objects.keys()].map((name) => name.split('/')[1]));
    expect([...folders].sort()).toEqual([...releases, last, 'releases.json'].sort());
    return { died };
  });
  expect(deaths).toBeGreaterThan(20);
});

test('whenever a collection of a bucket dies, what is listed is whole; the next one ends its work', { timeout: 300_000 }, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const versions = ['0.1.0', '0.2.0', '0.3.0'];
  for (const version of versions) await writeRemoteDist(join(folder, version), { version, files: tiny });

  const deaths = await dieAtEach(async (request) => {
    const { s3, address, target } = await bucket();
    const ids: string[] = [];
    for (const version of versions) ids.push((await publishRelease({ dist: join(folder, version), target })).id);
    const [, kept = '', newest = ''] = ids;
    const olderThan = new Date(Date.now() + 2 * DAY_MS);
    const died = await runAndDie(s3, request, collectMain, address, olderThan.toISOString(), kept);

    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([ids, [kept, newest]]).toContainEqual(listed);
    // Whoever has kept a release's id finds it whole or not at all, listed or not.
    const whole = (await target.inventory('shop')).releases.map(({ name }) => name);
    expect(whole).toEqual(expect.arrayContaining(listed));
    for (const id of whole) expect([...s3.objects.keys()].filter((name) => name.startsWith(`shop/${id}/`))).toHaveLength(6);

    s3.age(3 * 60_000);
    const [report] = await collectGarbage({ target, keep: new Set([kept]), olderThan, delete: true });
    expect(report?.skipped).toBe(false);
    const folders = new Set([...s3.objects.keys()].map((name) => name.split('/')[1]));
    expect([...folders].sort()).toEqual([kept, newest, 'releases.json']);
    return { died };
  });
  expect(deaths).toBeGreaterThan(10);
});
