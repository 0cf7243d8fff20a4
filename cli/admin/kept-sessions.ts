import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { atomicWrite } from '@business-m/files';
import { z } from 'zod/mini';

const keptSessionSchema = z.object({ cookie: z.string(), user: z.object({ id: z.string(), name: z.string(), email: z.string() }) });
export type KeptSession = z.infer<typeof keptSessionSchema>;
const fileSchema = z.record(z.string(), keptSessionSchema);

/** What the command keeps for a person, apart from any workspace. */
export const configFolder = (env: NodeJS.ProcessEnv): string => join(env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'desk');

/** Sign-ins of `desk login`, one a gateway, readable by their owner alone. */
export function keptSessions(env: NodeJS.ProcessEnv) {
  const folder = configFolder(env);
  const file = join(folder, 'sessions.json');

  function readAll(): Record<string, KeptSession> {
    try {
      return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (error) {
      // A damaged file is no reason to stop: signing in again writes it anew.
      if (error instanceof SyntaxError || error instanceof z.core.$ZodError || (error as NodeJS.ErrnoException).code === 'ENOENT')
        return {};
      throw error;
    }
  }

  async function write(sessions: Record<string, KeptSession>): Promise<void> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    await atomicWrite(file, `${JSON.stringify(sessions, null, 2)}\n`, { mode: 0o600 });
  }

  return {
    file,
    read(gateway: string): KeptSession | null {
      const sessions = readAll();
      return Object.hasOwn(sessions, gateway) ? (sessions[gateway] ?? null) : null;
    },
    keep: (gateway: string, session: KeptSession) => write({ ...readAll(), [gateway]: session }),
    async forget(gateway: string): Promise<boolean> {
      const { [gateway]: session, ...others } = readAll();
      if (session) await write(others);
      return session !== undefined;
    },
  };
}
