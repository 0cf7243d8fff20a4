import { spawnSync } from 'node:child_process';
import { StartFailure } from '../process/failures.ts';

const PROBE_MS = 10_000;
const unshare = ['unshare', '--user', '--map-user=1000', '--map-group=1000'];
const setpriv = ['setpriv', '--reuid=postgres', '--regid=postgres', '--clear-groups'];

/** How to start PostgreSQL as root, which it refuses: in a user namespace, or as the user `postgres`, who then owns the folder. */
export function commandPrefix(folder: string): readonly string[] {
  if (process.getuid?.() !== 0) return [];
  if (succeeds([...unshare, 'true'])) return unshare;
  if (!succeeds([...setpriv, 'true'])) {
    throw new StartFailure('PostgreSQL refuses to run as root: start as another user, or add a user named postgres.');
  }
  if (!succeeds(['chown', '-R', 'postgres:', folder]) || !succeeds([...setpriv, 'test', '-x', folder])) {
    throw new StartFailure(`PostgreSQL refuses to run as root, and its user postgres cannot reach ${folder}: choose another folder.`);
  }
  return setpriv;
}

function succeeds([command = '', ...args]: readonly string[]): boolean {
  return spawnSync(command, args, { stdio: 'ignore', timeout: PROBE_MS }).status === 0;
}
