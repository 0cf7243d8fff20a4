export * from './client.ts';
export * from './endpoints.ts';
export * from './environments.ts';
export * from './fleet.ts';
export * from './query.ts';
export * from './refusals.ts';
