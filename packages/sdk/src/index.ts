export * from './api-client.ts';
export * from './host.ts';
