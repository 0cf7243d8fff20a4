import { aptInstall } from './apt-install.ts';
import { findProgram, isExecutable } from './find-program.ts';

/** `NATS_SERVER_PATH` or the system's nats-server; null when there is none. */
export function findNats(): string | null {
  const named = process.env.NATS_SERVER_PATH;
  if (named) {
    if (!isExecutable(named)) throw new Error(`NATS_SERVER_PATH is ${named}, which cannot be executed.`);
    return named;
  }
  return findProgram(['nats-server']);
}

/** The path of nats-server, installed first where possible; throws one sentence that says what to do otherwise. */
export function ensureNats(): string {
  const found = findNats() ?? (aptInstall(['nats-server']) ? findNats() : null);
  if (!found) {
    throw new Error(
      'No nats-server was found: install it (Debian: `apt-get install nats-server`, macOS: `brew install nats-server`), or set NATS_SERVER_PATH to one.',
    );
  }
  return found;
}
