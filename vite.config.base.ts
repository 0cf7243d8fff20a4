/** Vite configurations of the desk: `shellConfig` for the shell, `remoteConfig` for a remote. They live in packages/build. */
export { remoteConfig, shellConfig } from '@business-m/build';
