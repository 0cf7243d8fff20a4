export { localClient } from './local/local-client.ts';
export { localTransport } from './local/local-transport.ts';
export { natsClient } from './nats/nats-client.ts';
export { connectNats, type NatsLink, type NatsOptions } from './nats/nats-link.ts';
export { natsTransport } from './nats/nats-transport.ts';
export { served, serveNats } from './nats/serve-calls.ts';
export { countMessagesUnderWay } from './nats/streams.ts';
