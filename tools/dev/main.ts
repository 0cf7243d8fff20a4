import '../process/leash.ts';
import { parseArgs } from 'node:util';
import { Refusal, root } from '../start/settings.ts';
import { type DevRemote, startDevRemote } from './dev-remote.ts';
import { findRemote } from './find-remote.ts';
import { openBrowser } from './open-browser.ts';

const usage = `node tools/dev/main.ts <remote> [--desk http://localhost:8080] [--port 5175] [--ui] [--no-open]

Runs a remote from its sources inside a desk that is running: an edit shows without a reload, and state stays.

  node tools/dev/main.ts finance                               remotes/finance, in the desk of npm start
  node tools/dev/main.ts finance --ui                          with the sources of packages/ui beside it
  node tools/dev/main.ts ../people --desk https://desk.test    a remote elsewhere, in another desk`;

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      desk: { type: 'string', default: process.env.DESK_ORIGIN || `http://localhost:${process.env.DESK_PORT || 8080}` },
      port: { type: 'string' },
      ui: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [name] = positionals;
  if (!name || positionals.length > 1) throw new Refusal(`Name one remote.\n\n${usage}`);
  if (!URL.canParse(values.desk)) throw new Refusal(`--desk is ${values.desk}: an address such as http://localhost:8080 is needed.`);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port > 0 && port < 65_536))
    throw new Refusal(`--port is ${values.port}: not a port.`);
  return {
    folder: findRemote(name, root),
    desk: new URL(values.desk).origin,
    port,
    ui: values.ui,
    open: !values['no-open'] && process.stdout.isTTY,
  };
}

function nextSignal(): Promise<number> {
  return new Promise((resolve) => {
    // Not once: a terminal and a starter may both send it, and the second must not cut the end short.
    process.on('SIGHUP', () => resolve(129));
    process.on('SIGINT', () => resolve(130));
    process.on('SIGTERM', () => resolve(143));
  });
}

async function isRunning(desk: string): Promise<boolean> {
  const answer = await fetch(`${desk}/api/gateway/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer !== null;
}

function describe({ title, origin, link }: DevRemote): string {
  return `\n  ${title} is served from ${origin}, with hot updates. Run it inside the desk:\n\n  ${link}\n\n  Ctrl-C stops it.\n`;
}

async function main(): Promise<number> {
  const given = readArguments();
  if (!given) {
    console.log(usage);
    return 0;
  }
  const stopped = nextSignal();
  const { folder, desk, port, ui, open } = given;
  const remote = await startDevRemote({ folder, desk, ui, ...(port ? { port } : {}) });
  console.log(describe(remote));
  if (!(await isRunning(desk)))
    console.log(`  The desk at ${desk} does not answer yet: start it with npm start, or begin again with the address of another one.\n`);
  else if (open) openBrowser(remote.link);
  const code = await stopped;
  await remote.close();
  return code;
}

try {
  process.exit(await main());
} catch (error) {
  const expected = error instanceof Refusal || (error instanceof TypeError && 'code' in error);
  console.error(expected ? error.message : error);
  process.exit(expected ? 2 : 1);
}
