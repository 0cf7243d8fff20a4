import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { freePorts } from '@business-m/stack/process';
import { ensureNginx } from '@business-m/stack/programs';
import { expect, onTestFinished, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('the commands of the docs render and start nginx as they stand', async () => {
  const page = readFileSync(join(root, 'docs/operations.md'), 'utf8');
  const [, commands = ''] = /^## nginx\n[\s\S]*?```sh\n([\s\S]*?)```/m.exec(page) ?? [];
  expect(commands).toContain('envsubst');
  const folder = mkdtempSync(join(tmpdir(), 'desk-nginx-'));
  for (const name of ['shell', 'cdn']) mkdirSync(join(folder, name));
  writeFileSync(join(folder, 'shell/index.html'), '<!doctype html><title>Desk</title>');
  const [desk = 0, cdn = 0, gateway = 0] = await freePorts(3);
  const nginx = ensureNginx();
  const env = {
    ...process.env,
    PATH: `${dirname(nginx)}${delimiter}${process.env.PATH}`,
    DESK_LISTEN: `127.0.0.1:${desk}`,
    DESK_CDN_LISTEN: `127.0.0.1:${cdn}`,
    DESK_GATEWAY: `127.0.0.1:${gateway}`,
    DESK_SHELL_ROOT: join(folder, 'shell'),
    DESK_CDN_ROOT: join(folder, 'cdn'),
    DESK_RUN: join(folder, 'run'),
    DESK_ACCESS_LOG: join(folder, 'access.log'),
    DESK_ERROR_LOG: join(folder, 'error.log'),
  };
  // Workers of a root nginx run as another user.
  execFileSync('chmod', ['-R', 'a+rX', folder]);
  onTestFinished(() => {
    const pid = Number(readFileSync(join(folder, 'run/nginx.pid'), 'utf8'));
    process.kill(pid, 'SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });
  // It starts its workers and goes on by itself.
  execFileSync('sh', ['-ec', commands], { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'] });
  const rendered = readFileSync(join(folder, 'run/nginx.conf'), 'utf8') + readFileSync(join(folder, 'run/desk.conf'), 'utf8');
  expect(rendered).not.toMatch(/\$\{DESK_/);
  await expect.poll(() => fetch(`http://127.0.0.1:${desk}/edge-health`).then(({ status }) => status), { timeout: 10_000 }).toBe(200);
});
