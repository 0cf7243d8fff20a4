import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Command } from 'commander';
import { gatewayAddress } from '../admin/credentials.ts';
import { type Desk, describeGroup, type GatewayOptions, gatewayOption } from '../desk.ts';
import { DeskFailure } from '../desk-failure.ts';
import { findRemoteFolder } from '../workspace/build-remote.ts';
import { root } from '../workspace/root.ts';

type Options = GatewayOptions & { port?: string; ui?: boolean; open: boolean };

/** `desk dev people`: runs until it is stopped. */
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
    .action(async (remote: string, { gateway, port, ui, open }: Options) => {
      const folder = findRemoteFolder(desk.path(remote), remote);
      const address = gatewayAddress(gateway, desk.env).replace('//127.0.0.1', '//localhost');
      const args = [
        '--desk',
        address,
        ...(port === undefined ? [] : ['--port', port]),
        ...(ui ? ['--ui'] : []),
        ...(open ? [] : ['--no-open']),
      ];
      const child = spawn(process.execPath, [join(root, 'tools/dev/main.ts'), folder, ...args], {
        cwd: root,
        env: desk.env,
        // The channel tells it when this process is gone, however it went.
        stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
      });
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
      const [code] = (await once(child, 'close').catch((error: Error) => {
        throw new DeskFailure(`The dev server could not be started: ${error.message}`, { cause: error });
      })) as [number | null];
      desk.endWith(code ?? 1);
    });
}
