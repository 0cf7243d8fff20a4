import { userInfo } from 'node:os';
import { signToken } from '../ask-service.ts';
import { DeskFailure } from '../desk-failure.ts';
import { readSurroundings } from '../surroundings.ts';
import { keptSessions } from './kept-sessions.ts';

/** Where a command's gateway is: what was typed, else `DESK_GATEWAY`, else the desk of this machine. */
export function gatewayAddress(typed: string | undefined, env: NodeJS.ProcessEnv): string {
  const address = typed ?? readSurroundings(env).gateway;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url && /^https?:$/.test(url.protocol)) return url.origin;
  throw new DeskFailure(`“${address}” is not the address of a gateway: it begins with https:// or http://.`, {
    exitCode: 2,
    code: 'usage',
  });
}

/** Headers of the caller: the kept sign-in, else a token of this machine's secret, sent elsewhere only if SERVICE_SECRET is set. */
export async function credentials(gateway: string, env: NodeJS.ProcessEnv): Promise<Record<string, string>> {
  const session = keptSessions(env).read(gateway);
  if (session) return { cookie: session.cookie };
  const secret = env.SERVICE_SECRET || isThisMachine(gateway) ? secretOf(env) : null;
  // The gateway's own no is better than one of ours: it may not even be running.
  if (secret === null) return {};
  const name = userInfo().username;
  const claims = { name: `${name} (desk command)`, roles: ['ops'] };
  return { authorization: `Bearer ${await signToken(secret, 'admin', claims, `operator:${name}`)}` };
}

function secretOf(env: NodeJS.ProcessEnv): string | null {
  try {
    return readSurroundings(env).secret();
  } catch (error) {
    if (error instanceof DeskFailure) return null;
    throw error;
  }
}

const isThisMachine = (gateway: string) => /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(gateway).hostname);
