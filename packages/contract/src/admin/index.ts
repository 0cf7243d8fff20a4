export * from './environments.ts';
export * from './fleet.ts';
