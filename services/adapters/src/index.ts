export type { OnFault } from './call/callee.ts';
export type { ServedProtocols } from './courier/served-protocols.ts';
export { localLedger, localReferences, localUsage } from './local/local-adapter.ts';
export { localCourier } from './local/local-courier.ts';
export { natsLedger, natsReferences, natsUsage } from './nats/nats-clients.ts';
export { type NatsCourierOptions, natsCourier } from './nats/nats-courier.ts';
export { connectNats, type NatsLink, type NatsStatus } from './nats/nats-link.ts';
export type { NatsOptions } from './nats/nats-options.ts';
export { type NatsServices, serveNats } from './nats/serve-nats.ts';
