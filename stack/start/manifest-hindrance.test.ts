import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayHealth } from '@business-m/contract/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startChild } from '../process/child.ts';
import { waitForHealth } from '../process/health.ts';
import { manifestHindrance } from './manifest-hindrance.ts';

let fault: GatewayHealth['manifest']['error'];
/** A gateway that is up and has no manifest. */
const gateway = createServer((request, response) => {
  response.statusCode = request.url === '/api/gateway/health' ? 200 : 503;
  const manifest = { revision: 0, ...(fault && { error: fault }) };
  const health: GatewayHealth = { status: 'degraded', manifest, store: { awaySince: null }, upstreams: {}, conflicts: [] };
  response.end(JSON.stringify(health));
});
let origin = '';
beforeAll(async () => {
  await new Promise<void>((done) => gateway.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});
afterAll(() => {
  gateway.close();
});

test('ends the wait for a gateway at once, with what is wrong with the manifest', async () => {
  fault = { path: 'remotes.wms', message: 'there is a comma too many', retrying: false };
  const logFile = join(tmpdir(), `desk-hindrance-${process.pid}.log`);
  const child = startChild({ name: 'gateway', args: ['--eval', 'setInterval(() => {}, 1e6)'], cwd: tmpdir(), env: process.env, logFile });
  const waiting = waitForHealth(child, `${origin}/api/gateway/ready`, 120_000, manifestHindrance(origin, '/desk/dev.json'));
  await expect(waiting).rejects.toThrow(
    'The desk has no manifest to serve. /desk/dev.json is refused: remotes.wms: there is a comma too many. Mend it, or set MANIFEST_FILE to another one.',
  );
  expect(child.isRunning()).toBe(false);
  rmSync(logFile);
});

test('leaves a while to what may heal, anew for each reason', async () => {
  let nowMs = 0;
  const find = manifestHindrance(origin, '/desk/dev.json', { patienceMs: 1_000, now: () => nowMs });
  fault = { path: '', message: 'there is no release wms 1.0.0', retrying: true };
  expect(await find()).toMatchObject({ isFinal: false });
  nowMs = 999;
  fault = { ...fault, message: 'there is no release finance 1.0.0' };
  expect(await find()).toMatchObject({ isFinal: false });
  nowMs = 1_999;
  expect(await find()).toMatchObject({
    sentence: expect.stringContaining('/desk/dev.json is refused: there is no release finance 1.0.0.'),
    isFinal: true,
  });
  fault = undefined;
  expect(await find()).toBeNull();
});
