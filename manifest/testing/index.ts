export { type BadManifest, badManifests } from './bad-manifests.ts';
export { desiredState, hydratedRelease, hydratedState } from './hydrated.ts';
export { seededRandom } from './random.ts';
export { type RemoteDistOptions, remoteDist, writeRemoteDist } from './remote-dist.ts';
export { temporaryFolder } from './temporary-folder.ts';
