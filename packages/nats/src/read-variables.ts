import { existsSync } from 'node:fs';
import type { NatsAccess } from './open-connection.ts';

const urlForm = 'NATS_URL is a list of addresses such as nats://host:4222 or tls://host:4222, with commas between them';
const urlSecret = 'NATS_URL holds a name or a password: they belong into NATS_USER and NATS_PASSWORD, so that no log shows them';
const REPLICAS = ['1', '3', '5'];

export interface NatsVariables {
  access: NatsAccess;
  /** Copies of each stream in a cluster. */
  replicas: number;
}

/** Reads the `NATS_…` variables; null without `NATS_URL`. Calls `mistake` with a sentence for each error, which holds no secret. */
export function readNatsVariables(
  variables: Readonly<Record<string, string | undefined>>,
  mistake: (sentence: string) => void,
): NatsVariables | null {
  // An empty variable counts as not set: container platforms set such.
  const value = (name: string) => variables[`NATS_${name}`] || undefined;
  const servers = value('URL')
    ?.split(',')
    .map((each) => each.trim());
  if (!servers) return null;
  for (const server of servers) {
    const url = URL.parse(server);
    if (!url || !/^(nats|tls):$/.test(url.protocol) || url.hostname === '') mistake(urlForm);
    else if (url.username !== '' || url.password !== '') mistake(urlSecret);
  }
  const ways = ['USER', 'TOKEN', 'CREDENTIALS'].filter((name) => value(name)).map((name) => `NATS_${name}`);
  if (ways.length > 1) mistake(`${ways.join(' and ')} are set: one way to sign in is enough`);
  for (const [one, other] of [
    ['USER', 'PASSWORD'],
    ['CERT', 'KEY'],
  ] as const) {
    if (!value(one) !== !value(other)) mistake(`NATS_${one} and NATS_${other} belong together`);
  }
  for (const name of ['CREDENTIALS', 'CA', 'CERT', 'KEY']) {
    const file = value(name);
    if (file && !existsSync(file)) mistake(`NATS_${name} names a file that is not there: ${file}`);
  }
  const replicas = value('REPLICAS') ?? '1';
  if (!REPLICAS.includes(replicas)) mistake('NATS_REPLICAS is 1, 3 or 5');
  const tls = defined({ caFile: value('CA'), certFile: value('CERT'), keyFile: value('KEY') });
  const identity = defined({
    user: value('USER'),
    password: value('PASSWORD'),
    token: value('TOKEN'),
    credentialsFile: value('CREDENTIALS'),
  });
  return { access: { servers, ...identity, ...(Object.keys(tls).length > 0 ? { tls } : {}) }, replicas: Number(replicas) };
}

function defined(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
}
