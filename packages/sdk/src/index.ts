export * from './api-client.ts';
export * from './create-api-client.ts';
export * from './hooks.ts';
export * from './host.ts';
export { HostProvider } from './host-context.tsx';
export { Link } from './link.tsx';
export { isAway, readRetry } from './read-retry.ts';
