import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startProgram } from '@business-m/stack/backing';
import { freePorts, waitForHealth } from '@business-m/stack/process';
import { ensureNginx } from '@business-m/stack/programs';
import { renderTemplates } from './render.ts';

const START_MS = 30_000;

export type RunningNginx = {
  desk: string;
  cdn: string;
  /** Every line of the access log so far. */
  log(): Record<string, unknown>[];
  stop(): Promise<void>;
};

export type NginxOptions = {
  gatewayPort: number;
  /** Files of the shell and of the CDN: path → content. */
  shell: Record<string, string | Buffer>;
  cdn: Record<string, string | Buffer>;
  env?: NodeJS.ProcessEnv;
};

/** A real nginx on free ports, configured by the real templates, in a folder of its own. */
export async function startNginx({ gatewayPort, shell, cdn, env = {} }: NginxOptions): Promise<RunningNginx> {
  const nginx = ensureNginx();
  const folder = mkdtempSync(join(tmpdir(), 'desk-nginx-'));
  const write = (root: string, files: Record<string, string | Buffer>) => {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, root, path)), { recursive: true });
      writeFileSync(join(folder, root, path), content);
    }
  };
  write('shell', shell);
  write('cdn', cdn);
  const [deskPort, cdnPort] = await freePorts(2);
  const accessLog = join(folder, 'access.log');
  const { output } = renderTemplates({
    ...process.env,
    NGINX_PATH: nginx,
    DESK_LISTEN: `127.0.0.1:${deskPort}`,
    DESK_CDN_LISTEN: `127.0.0.1:${cdnPort}`,
    DESK_CDN_ORIGIN: `http://127.0.0.1:${cdnPort}`,
    DESK_GATEWAY: `127.0.0.1:${gatewayPort}`,
    DESK_SHELL_ROOT: join(folder, 'shell'),
    DESK_CDN_ROOT: join(folder, 'cdn'),
    DESK_RUN: join(folder, 'run'),
    DESK_ACCESS_LOG: accessLog,
    DESK_ERROR_LOG: join(folder, 'error.log'),
    ...env,
  });
  const configuration = join(output, 'nginx.conf');
  // Workers of a root nginx would run as another user, who cannot read the temporary folder.
  const globals = `daemon off;${process.getuid?.() === 0 ? ' user root;' : ''}`;
  execFileSync(nginx, ['-t', '-q', '-c', configuration, '-g', globals], { stdio: ['ignore', 'inherit', 'inherit'] });
  const child = startProgram({
    name: 'nginx',
    command: [nginx, '-c', configuration, '-g', globals],
    stopSignal: 'SIGTERM',
    logFile: join(folder, 'nginx.log'),
  });
  const desk = `http://127.0.0.1:${deskPort}`;
  await waitForHealth(child, `${desk}/edge-health`, START_MS);
  return {
    desk,
    cdn: `http://127.0.0.1:${cdnPort}`,
    log: () =>
      existsSync(accessLog)
        ? readFileSync(accessLog, 'utf8')
            .split('\n')
            .filter(Boolean)
            .map((line) => JSON.parse(line))
        : [],
    async stop() {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
