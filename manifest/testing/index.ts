export { desiredState, hydratedRelease, hydratedState } from './hydrated.ts';
export { type RemoteDistOptions, remoteDist, writeRemoteDist } from './remote-dist.ts';
export { temporaryFolder } from './temporary-folder.ts';
