import { existsSync } from 'node:fs';
import type { NatsAccess } from '@business-m/manifest/store';
import { z } from 'zod';

const text = z.string().min(1).optional();
const file = text.refine((path) => path === undefined || existsSync(path), 'names a file that is not there');

/** How the gateway reaches NATS: the variables that the services know, too. */
export const natsVariables = {
  /** `nats://host:4222` or `tls://host:4222`, with commas between several. */
  NATS_URL: text,
  NATS_USER: text,
  NATS_PASSWORD: text,
  NATS_TOKEN: text,
  NATS_CREDENTIALS: file,
  NATS_CA: file,
  NATS_CERT: file,
  NATS_KEY: file,
  /** Copies of each stream in a cluster. */
  NATS_REPLICAS: z
    .enum(['1', '3', '5'], 'must be 1, 3 or 5')
    .default('1')
    .transform((count) => Number(count)),
};
type Variables = z.infer<z.ZodObject<typeof natsVariables>>;

/** What is wrong with them where NATS is used, in a sentence each. */
export function natsMistakes({ NATS_URL, ...set }: Variables): string[] {
  if (NATS_URL === undefined) return ['NATS_URL must be set, since MANIFEST_STORE is nats.'];
  const mistakes = NATS_URL.split(',').flatMap((each) => {
    const url = URL.parse(each.trim());
    if (!url || !/^(nats|tls):$/.test(url.protocol) || url.hostname === '') {
      return ['NATS_URL is a list of addresses such as nats://host:4222 or tls://host:4222, with commas between them.'];
    }
    const isSecret = url.username !== '' || url.password !== '';
    return isSecret
      ? ['NATS_URL holds a name or a password: they belong into NATS_USER and NATS_PASSWORD, so that no log shows them.']
      : [];
  });
  const ways = (['NATS_USER', 'NATS_TOKEN', 'NATS_CREDENTIALS'] as const).filter((name) => set[name] !== undefined);
  if (ways.length > 1) mistakes.push(`${ways.join(' and ')} are set: one way to sign in is enough.`);
  if ((set.NATS_USER === undefined) !== (set.NATS_PASSWORD === undefined)) mistakes.push('NATS_USER and NATS_PASSWORD belong together.');
  if ((set.NATS_CERT === undefined) !== (set.NATS_KEY === undefined)) mistakes.push('NATS_CERT and NATS_KEY belong together.');
  return mistakes;
}

export function natsAccess(set: Variables): NatsAccess {
  const defined = (values: Record<string, string | undefined>): Record<string, string> =>
    Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
  const tls = defined({ caFile: set.NATS_CA, certFile: set.NATS_CERT, keyFile: set.NATS_KEY });
  return {
    servers: (set.NATS_URL ?? '').split(',').map((each) => each.trim()),
    ...defined({ user: set.NATS_USER, password: set.NATS_PASSWORD, token: set.NATS_TOKEN, credentialsFile: set.NATS_CREDENTIALS }),
    ...(Object.keys(tls).length > 0 ? { tls } : {}),
  };
}
