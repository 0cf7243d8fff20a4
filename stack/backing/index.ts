export { type NatsServer, type NatsServerOptions, startNats } from './nats.ts';
export { permitServices } from './nats-permissions.ts';
export { type DatabaseOwner, type PostgresOptions, type PostgresServer, startPostgres } from './postgres.ts';
export { startProgram } from './server.ts';
