/** Subjects that a user of the server may publish to and subscribe to; everything else is refused. */
export type NatsPermissions = { publish: readonly string[]; subscribe: readonly string[] };

/** Everything below a prefix, and all of JetStream: for tools and tests. */
export function permitPrefix(prefix: string): NatsPermissions {
  const subjects = [`${prefix}.>`, '$JS.API.>', '$JS.ACK.>', '_INBOX.>'];
  return { publish: subjects, subscribe: subjects };
}

/** The rights of a process that serves these domains (docs/messaging.md): it calls all, answers for its own, and deletes no message. */
export function permitServices(prefix: string, domains: readonly string[]): NatsPermissions {
  const streams = ['COMMANDS', 'OUTCOMES', 'DEAD'].map((name) => `${prefix.toUpperCase()}_${name}`);
  const perStream = streams.flatMap((stream) => [
    ...['CREATE', 'UPDATE', 'INFO'].map((verb) => `$JS.API.STREAM.${verb}.${stream}`),
    ...['CREATE', 'DURABLE.CREATE', 'INFO', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.>`),
  ]);
  return {
    publish: [
      ...['rpc', 'command', 'outcome', 'dead', 'inbox'].map((kind) => `${prefix}.${kind}.>`),
      '$JS.API.INFO',
      ...perStream,
      '$JS.ACK.>',
    ],
    subscribe: [`${prefix}.inbox.>`, `${prefix}.rpc.reference.>`, ...domains.map((domain) => `${prefix}.rpc.usage.${domain}`)],
  };
}
