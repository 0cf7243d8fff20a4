export type { Caller } from './caller.ts';
export { type ExportFormat, exportFormats, exportResolution } from './formats/formats.ts';
export * from './hydrated-state.ts';
export { bucket, releaseFor } from './release-for.ts';
export { resolve } from './resolve.ts';
