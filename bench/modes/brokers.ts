import type { NatsOptions } from '@business-m/adapters';
import type { NatsServer } from '@business-m/stack/backing';

/** What a process is told to reach NATS. */
export type NatsAccess = Required<Pick<NatsOptions, 'servers' | 'user' | 'password' | 'prefix'>>;

export function accessTo({ url, user, password }: NatsServer, prefix: string): NatsAccess {
  return { servers: [url], user: user ?? '', password, prefix };
}
