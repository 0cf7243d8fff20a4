import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder, writeRemoteDist } from '@business-m/manifest/testing';
import { expect, onTestFinished, test, vi } from 'vitest';
import { collectGarbage } from '../../gc/collect-garbage.ts';
import { publishRelease } from '../../publish-release.ts';
import { readDist } from '../../read-dist.ts';
import { createSigningKey } from '../../sign/signing-key.ts';
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

type Objects = S3StandIn['objects'];
const copyOf = (objects: Objects): Objects => new Map([...objects].map(([key, object]) => [key, { ...object }]));

function run(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [script, ...args], { stdio: 'ignore', env: { ...process.env, NODE_COMPILE_CACHE: compileCache } });
}

/**
 * Runs a script, and answers what lay in the bucket whenever a request of it arrived, before that had an effect, and at its end: all that
 * a process leaves which is killed at that moment. Also the state in which the request before had its effect and got no answer.
 */
async function bucketsOf(s3: S3StandIn, script: string, ...args: string[]): Promise<Objects[]> {
  const buckets: Objects[] = [];
  s3.intercept = (phase) => {
    if (phase === 'before') buckets.push(copyOf(s3.objects));
    return undefined;
  };
  const [code] = await once(run(script, ...args), 'exit');
  s3.intercept = null;
  expect(code).toBe(0);
  return [...buckets, copyOf(s3.objects)];
}

/** The same for one request at which the process is killed indeed. */
async function killedAt(s3: S3StandIn, fatal: number, script: string, ...args: string[]): Promise<Objects> {
  const first = s3.requests.length;
  s3.intercept = (phase, number) => {
    if (phase === 'after' || number - first < fatal) return;
    child.kill('SIGKILL');
    return 500;
  };
  const child = run(script, ...args);
  const [, signal] = await once(child, 'exit');
  s3.intercept = null;
  expect(signal).toBe('SIGKILL');
  return copyOf(s3.objects);
}

/** Names of objects, without what is random in them. */
const namesIn = (objects: Objects) =>
  [...objects.keys()].map((key) => key.replace(/\.[\w-]+$/, (end) => (key.includes('/.publishing/') ? '' : end))).sort();

test('shows no partial release when a publication to a bucket is killed at any request, and the next one sweeps', {
  timeout: 360_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const [before, after, later, keyFile] = [join(folder, 'before'), join(folder, 'after'), join(folder, 'later'), join(folder, 'key.pem')];
  await writeRemoteDist(before, { version: '0.1.0', files: tiny });
  await writeRemoteDist(after, { version: '0.2.0', files: tiny });
  await writeRemoteDist(later, { version: '0.3.0', files: tiny });
  const next = await readDist(after);
  const key = await createSigningKey(keyFile);

  const { s3, address, target } = await bucket();
  const { id: old } = await publishRelease({ dist: before, target });
  const beginning = copyOf(s3.objects);
  const command = [main, '--dist', after, '--to', address, '--sign', keyFile] as const;
  const buckets = await bucketsOf(s3, ...command);
  expect(buckets.length).toBeGreaterThan(20);
  const middle = Math.floor(buckets.length / 2);
  s3.objects = copyOf(beginning);
  expect(namesIn(await killedAt(s3, middle, ...command))).toEqual(namesIn(buckets[middle - 1] as Objects));

  for (const [index, left] of buckets.entries()) {
    s3.objects = copyOf(left);
    const listed = (await target.readIndex('shop')).releases.map(({ id }) => id);
    expect([[old], [old, next.id]]).toContainEqual(listed);
    const whole = (await target.inventory('shop')).releases.map(({ name }) => name);
    expect(whole).toEqual(expect.arrayContaining(listed));
    if (whole.includes(next.id))
      for (const [path, bytes] of next.files) expect(await target.read('shop', next.id, path)).toEqual(new Uint8Array(bytes));
    else for (const path of next.files.keys()) expect(await target.read('shop', next.id, path)).toBeNull();
    if (listed.includes(next.id)) expect(await target.read('shop', next.id, 'signature.json')).not.toBeNull();

    if (index % 2 === 0) {
      expect(await publishRelease({ dist: after, target, key })).toMatchObject({ id: next.id, signedBy: key.id });
      expect((await target.readIndex('shop')).releases.map(({ id }) => id)).toEqual([old, next.id]);
    }
    // Another release is published when the dead one is certainly dead: nothing of it is left but what became a release.
    const releases = (await target.inventory('shop')).releases.map(({ name }) => name);
    s3.age(2 * 3_600_000);
    const { id: last } = await publishRelease({ dist: later, target });
    const folders = new Set([...s3.objects.keys()].map((name) => name.split('/')[1]));
    expect([...folders].sort()).toEqual([...releases, last, 'releases.json'].sort());
  }
});

test('keeps listed releases whole when a collection of a bucket is killed at any request, and the next one completes it', {
  timeout: 360_000,
}, async () => {
  const folder = await temporaryFolder(onTestFinished);
  const versions = ['0.1.0', '0.2.0', '0.3.0'];
  for (const version of versions) await writeRemoteDist(join(folder, version), { version, files: tiny });

  const { s3, address, target } = await bucket();
  const ids: string[] = [];
  for (const version of versions) ids.push((await publishRelease({ dist: join(folder, version), target })).id);
  const [, kept = '', newest = ''] = ids;
  const olderThan = new Date(Date.now() + 2 * DAY_MS);
  const beginning = copyOf(s3.objects);
  const command = [collectMain, address, olderThan.toISOString(), kept] as const;
  const buckets = await bucketsOf(s3, ...command);
  expect(buckets.length).toBeGreaterThan(10);
  const middle = Math.floor(buckets.length / 2);
  s3.objects = copyOf(beginning);
  expect(namesIn(await killedAt(s3, middle, ...command))).toEqual(namesIn(buckets[middle - 1] as Objects));

  for (const left of buckets) {
    s3.objects = copyOf(left);

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
  }
});
