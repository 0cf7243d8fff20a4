export { bucket } from './bucket.ts';
export type { Caller } from './caller.ts';
export { type ExportFormat, exportFormats, exportResolution } from './formats/index.ts';
export * from './hydrated-state.ts';
export { releaseFor } from './release-for.ts';
export { resolve } from './resolve.ts';
