import { isIP } from 'node:net';
import { join } from 'node:path';
import { roleSchema } from '@business-m/contract';
import { type NatsVariables, readNatsVariables } from '@business-m/nats';
import { z } from 'zod';

const origin = z
  .url({ protocol: /^https?$/, error: 'must be an http(s) URL' })
  .refine((url) => !URL.canParse(url) || new URL(url).pathname === '/', 'must be an origin, without a path');
const secret = z.string('must be set').min(32, 'must have at least 32 characters');

const environmentSchema = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  DESK_PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port')
    .default(8080),
  DESK_DATA: z.string().min(1).default('.data'),
  CDN_ORIGIN: origin.default('http://localhost:8081'),
  /** Where the gateway itself reads the CDN, when that is not where browsers do (containers). */
  CDN_READ_ORIGIN: origin.optional(),
  /** Where releases are published to, a folder or s3://…: the source maps beside them, which no CDN shows, are read there. */
  MAPS_FROM: z.string().min(1).optional(),
  SERVICES_ORIGIN: origin.default('http://127.0.0.1:8082'),
  /** With `file`, its folder holds the documents. With `nats`, they are what an empty bucket begins with. */
  MANIFEST_FILE: z
    .string()
    .regex(/(?:^|[/\\])[a-z][a-z0-9-]{0,31}\.json$/, 'must be the path of a document: lower-case letters, digits and hyphens, then .json')
    .default('manifest/environments/dev.json'),
  /** A folder whose documents are what a writable folder of MANIFEST_FILE begins with, as far as it has none of the same name. */
  SEED_MANIFEST_FOLDER: z.string().min(1).optional(),
  MANIFEST_STORE: z.enum(['file', 'nats'], 'must be file or nats').default('file'),
  /** The document that is served; the name of MANIFEST_FILE when absent. */
  MANIFEST_ENVIRONMENT: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be lower-case letters, digits and hyphens')
    .optional(),
  /** With `nats`: the key-value bucket of the documents. */
  MANIFEST_BUCKET: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, - and _')
    .default('desk-manifest'),
  /** Whether a manifest may name loopback and private addresses itself: for one machine, where everything is such an address. */
  INTERNAL_ADDRESSES: z.enum(['refuse', 'allow'], 'must be refuse or allow').default('refuse'),
  SHELL_DIST: z.string().min(1).default('shell/dist'),
  /** The shell for browsers that take a remote from a developer's machine; need not be there. */
  SHELL_DEV_DIST: z.string().min(1).default('shell/dist-dev'),
  USERS_FILE: z.string().min(1).optional(),
  SEED_USERS_FILE: z.string().min(1).optional(),
  /** Where there is no users file and no seed for one: the e-mail of the only user that a new desk has. */
  FIRST_USER: z.email('must be an e-mail address').max(254).optional(),
  /** Separated by commas. */
  FIRST_USER_ROLES: z
    .string()
    .default('ops')
    .transform((list) => list.split(',').map((role) => role.trim()))
    .refine((roles) => roles.every((role) => roleSchema.safeParse(role).success), 'must be roles, separated by commas'),
  /** Made and kept beside the users file when absent. */
  FIRST_USER_PASSWORD: z.string().min(12, 'must have at least 12 characters').max(1024).optional(),
  SESSION_SECRET: secret,
  SERVICE_SECRET: secret,
  TRUSTED_PROXIES: z
    .string()
    .default('')
    .transform((list) =>
      list
        .split(',')
        .map((entry) => entry.trim())
        .filter(Boolean),
    )
    .refine(
      (list) => list.every((entry) => isIP(entry.split('/')[0] ?? '') !== 0 && /^[^/]+(?:\/\d{1,3})?$/.test(entry)),
      'must be addresses or CIDR ranges, separated by commas',
    ),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Environment = z.infer<typeof environmentSchema> & {
  USERS_FILE: string;
  /** Null unless MANIFEST_STORE is nats. */
  NATS: NatsVariables | null;
  /** Every variable named `…_ORIGIN`: what a manifest may put into its addresses. */
  ORIGINS: Readonly<Record<string, string | undefined>>;
};

/** Why the gateway does not start, in sentences for whoever starts it. */
export class StartRefusal extends Error {
  override name = 'StartRefusal';
}

/** Reads the process's variables. An empty one counts as not set. */
export function readEnvironment(env: NodeJS.ProcessEnv): Environment {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  if (!parsed.success) throw new StartRefusal(parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}.`).join('\n'));
  const nats = parsed.data.MANIFEST_STORE === 'nats' ? readNats(set) : null;
  const origins = Object.fromEntries(Object.entries(set).filter(([name]) => /^[A-Z][A-Z0-9_]*_ORIGIN$/.test(name)));
  return { ...parsed.data, NATS: nats, ORIGINS: origins, USERS_FILE: parsed.data.USERS_FILE ?? join(parsed.data.DESK_DATA, 'users.json') };
}

function readNats(variables: Record<string, string | undefined>): NatsVariables | null {
  const mistakes: string[] = [];
  const nats = readNatsVariables(variables, (sentence) => mistakes.push(sentence));
  if (nats === null) mistakes.push('NATS_URL must be set, since MANIFEST_STORE is nats');
  if (mistakes.length > 0) throw new StartRefusal(mistakes.map((sentence) => `${sentence}.`).join('\n'));
  return nats && { ...nats, access: { ...nats.access, name: 'gateway' } };
}
