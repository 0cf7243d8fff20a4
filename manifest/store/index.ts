export { atomicWrite } from './atomic-write.ts';
export { boundedFetch, describeFetchError } from './bounded-fetch.ts';
export { type FileStoreOptions, openFileStore } from './file-store.ts';
export { createLastGood } from './last-good.ts';
export type { ManifestFault, ManifestStatus, ManifestStore } from './manifest-store.ts';
export { createReleaseSource, type ReleaseSource } from './release-source.ts';
export { watchFile } from './watch-file.ts';
