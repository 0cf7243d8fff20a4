export { type NatsServer, type NatsServerOptions, startNats } from './nats.ts';
export { type DatabaseOwner, type PostgresOptions, type PostgresServer, startPostgres } from './postgres.ts';
