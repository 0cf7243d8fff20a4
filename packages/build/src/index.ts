export { type RemoteOptions, remoteConfig } from './remote-config.ts';
export { shellConfig } from './shell-config.ts';
