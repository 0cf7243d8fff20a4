export type { OnFault } from './call/callee.ts';
export { localLedger, localReferences, localUsage } from './local/local-adapter.ts';
export { localTransport } from './local/local-transport.ts';
export { natsLedger, natsReferences, natsUsage } from './nats/nats-clients.ts';
export { connectNats, type NatsLink, type NatsOptions } from './nats/nats-link.ts';
export { type NatsTransportOptions, natsTransport } from './nats/nats-transport.ts';
export { type NatsServices, serveNats } from './nats/serve-nats.ts';
export type { ServedProtocols } from './transport/served-protocols.ts';
