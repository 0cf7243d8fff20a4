import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isProcess, processBirth } from '@business-m/files';
import { expect, onTestFinished, test } from 'vitest';

const boot = join(import.meta.dirname, 'boot.mjs');

test.each(['SIGTERM', 'SIGKILL'] as const)('what npm runs ends when npm itself ends by %s', async (signal) => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-boot-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'work.mjs'), 'console.log("pid " + process.pid);\nsetInterval(() => {}, 1_000);\n');
  const script = `node "${boot}" node "${join(folder, 'work.mjs')}"`;
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'desk-boot', version: '1.0.0', scripts: { start: script } }));
  const npm = spawn('npm', ['start'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  npm.stdout.on('data', (text) => {
    printed += String(text);
  });
  await expect.poll(() => /^pid (\d+)$/m.test(printed), { timeout: 30_000 }).toBe(true);
  const pid = Number(/^pid (\d+)$/m.exec(printed)?.[1]);
  const work = { pid, birth: processBirth(pid) };
  expect(isProcess(work)).toBe(true);
  npm.kill(signal);
  await once(npm, 'exit');
  await expect.poll(() => isProcess(work), { timeout: 20_000 }).toBe(false);
});
