import { existsSync } from 'node:fs';
import type { NatsOptions } from '@business-m/adapters';
import type { Mistakes } from './mistakes.ts';
import { read, type Variables } from './variables.ts';

const REPLICAS_MAX = 5;

/** null without `NATS_URL`. What is wrong goes into `mistakes`. */
export function readNats(variables: Variables, mistakes: Mistakes): NatsOptions | null {
  const value = (name: string) => read(variables, `NATS_${name}`);
  const url = value('URL');
  if (url === undefined) return null;
  const servers = url.split(',').map((each) => each.trim());
  for (const server of servers) {
    const parsed = URL.parse(server);
    if (!parsed || !/^(nats|tls):$/.test(parsed.protocol) || parsed.hostname === '') {
      mistakes.add('NATS_URL is a list of addresses such as nats://host:4222 or tls://host:4222, with commas between them');
    } else if (parsed.username !== '' || parsed.password !== '') {
      mistakes.add('NATS_URL holds a name or a password: they belong into NATS_USER and NATS_PASSWORD, so that no log shows them');
    }
  }
  readOneIdentity(value, mistakes);
  for (const name of ['CREDENTIALS', 'CA', 'CERT', 'KEY']) {
    const file = value(name);
    if (file !== undefined && !existsSync(file)) mistakes.add(`NATS_${name} names a file that is not there: ${file}`);
  }
  if ((value('CERT') === undefined) !== (value('KEY') === undefined)) mistakes.add('NATS_CERT and NATS_KEY belong together');
  const prefix = value('PREFIX') ?? 'desk';
  if (!/^[a-z][a-z0-9-]{0,31}$/.test(prefix)) mistakes.add('NATS_PREFIX has 1 to 32 lower-case letters, digits and hyphens');
  const replicas = Number(value('REPLICAS') ?? '1');
  if (!Number.isInteger(replicas) || replicas < 1 || replicas > REPLICAS_MAX || replicas % 2 === 0) {
    mistakes.add('NATS_REPLICAS is 1, 3 or 5');
  }
  const tls = defined({ caFile: value('CA'), certFile: value('CERT'), keyFile: value('KEY') });
  return {
    servers,
    prefix,
    replicas,
    name: 'services',
    ...defined({ user: value('USER'), password: value('PASSWORD'), token: value('TOKEN'), credentialsFile: value('CREDENTIALS') }),
    ...(Object.keys(tls).length > 0 ? { tls } : {}),
  };
}

function readOneIdentity(value: (name: string) => string | undefined, mistakes: Mistakes): void {
  const ways = ['USER', 'TOKEN', 'CREDENTIALS'].filter((name) => value(name) !== undefined).map((name) => `NATS_${name}`);
  if (ways.length > 1) mistakes.add(`${ways.join(' and ')} are set: one way to sign in is enough`);
  if ((value('USER') === undefined) !== (value('PASSWORD') === undefined)) mistakes.add('NATS_USER and NATS_PASSWORD belong together');
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
