import { spawn } from 'node:child_process';
import type { DevRemote, startDevRemote } from '@business-m/build/dev-server';
import type { Command } from 'commander';
import { gatewayAddress } from '../admin/credentials.ts';
import { type Desk, describeGroup, type GatewayOptions, gatewayOption } from '../desk.ts';
import { DeskFailure, usageFailure } from '../desk-failure.ts';
import { findRemoteFolder } from '../workspace/build-remote.ts';

type Options = GatewayOptions & { port?: string; ui?: boolean; open: boolean };

export function devCommand(desk: Desk): Command {
  return describeGroup('dev', 'run a remote from its sources inside the running desk: an edit shows at once, and state stays', [
    ['dev people'],
    ['dev people --gateway https://desk.example.com', 'in a desk elsewhere, where its policy allows that'],
  ])
    .argument('<remote>', 'its name, or its folder')
    .option('--port <port>', 'of the dev server (the first free one from 5175)')
    .option('--ui', 'serve the component kit from its sources too')
    .option('--no-open', 'only print the link')
    .addOption(gatewayOption())
    .action(async (typed: string, { gateway, port, ui = false, open }: Options) => {
      const folder = findRemoteFolder(desk.path(typed), typed);
      const address = new URL(gatewayAddress(gateway, desk.env).replace('//127.0.0.1', '//localhost')).origin;
      const stopped = nextSignal();
      const remote = await startDevServer({ folder, desk: address, ui, ...(port !== undefined && { port: portOf(port) }) });
      console.log(describe(remote));
      const absent = `The desk at ${address} does not answer yet: start it with npm start, or begin again with the address of another one.`;
      if (!(await isRunning(address))) console.log(`  ${absent}\n`);
      else if (open && process.stdout.isTTY) openBrowser(remote.link);
      const code = await stopped;
      await remote.close();
      // Vite may keep connections and watchers for a while.
      process.exit(code);
    });
}

/** Vite is loaded for this command alone: the others begin in a tenth of the time. */
async function startDevServer(options: Parameters<typeof startDevRemote>[0]): Promise<DevRemote> {
  const { DevServerRefusal, startDevRemote: start } = await import('@business-m/build/dev-server');
  try {
    return await start(options);
  } catch (error) {
    if (error instanceof DevServerRefusal) throw new DeskFailure(error.message, { code: 'no-dev-server', cause: error });
    throw error;
  }
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535) throw usageFailure(`--port is ${text}: a port is a whole number from 1 to 65535.`);
  return port;
}

/** The exit code for the first signal. The listeners stay: a terminal and a starter may both send one, and the second must not cut the end short. */
function nextSignal(): Promise<number> {
  return new Promise((resolve) => {
    process.on('SIGHUP', () => resolve(129));
    process.on('SIGINT', () => resolve(130));
    process.on('SIGTERM', () => resolve(143));
    // The process that started this one was killed.
    process.once('disconnect', () => resolve(143));
  });
}

async function isRunning(desk: string): Promise<boolean> {
  const answer = await fetch(`${desk}/api/gateway/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer !== null;
}

const describe = ({ title, origin, link }: DevRemote): string =>
  `\n  ${title} is served from ${origin}, with hot updates. Run it inside the desk:\n\n  ${link}\n\n  Ctrl-C stops it.\n`;

/** Opens an address in the person's browser, where there is one. The address is printed too. */
function openBrowser(url: string): void {
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string];
  const command = opener ?? (process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? 'xdg-open' : null);
  if (!command) return;
  const child = spawn(command, [url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
