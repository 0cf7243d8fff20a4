const TOKEN = /^[A-Za-z0-9_-]{1,64}$/;

/** Every subject and name on the server, in one place; docs/messaging.md lists them. */
export function subjectsOf(prefix: string) {
  const upper = token(prefix).toUpperCase();
  return {
    /** `desk.rpc.ledger.post`, `desk.rpc.reference.item`, `desk.rpc.usage.wms`: the protocol, and what tells its callees apart. */
    call: (protocol: string, rest: string) => `${prefix}.rpc.${token(protocol)}.${token(rest)}`,
    /** Of one message, whatever the try: its stream keeps one of a subject at most. */
    command: (topic: string, id: string) => `${prefix}.command.${[...topic.split('.'), id].map(token).join('.')}`,
    commandsOf: (protocol: string) => `${prefix}.command.${token(protocol)}.>`,
    outcome: (scope: string) => `${prefix}.outcome.${token(scope)}`,
    dead: (kind: 'command' | 'outcome') => `${prefix}.dead.${kind}`,
    inbox: `${prefix}.inbox`,
    streams: {
      commands: { name: `${upper}_COMMANDS`, subjects: [`${prefix}.command.>`] },
      outcomes: { name: `${upper}_OUTCOMES`, subjects: [`${prefix}.outcome.>`] },
      dead: { name: `${upper}_DEAD`, subjects: [`${prefix}.dead.>`] },
    },
  };
}

function token(text: string): string {
  if (!TOKEN.test(text)) throw new TypeError(`“${text}” cannot be part of a NATS subject`);
  return text;
}
