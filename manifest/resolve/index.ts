export { bucket } from './bucket.ts';
export type { Caller } from './caller.ts';
export * from './hydrated-state.ts';
export { releaseFor } from './release-for.ts';
export { resolve } from './resolve.ts';
