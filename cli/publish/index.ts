export { describeModuleFederation, type FederationDeclaration } from './federation/describe-module-federation.ts';
export { fetchRelease } from './fetch-release.ts';
export { collectGarbage, type GarbageReport } from './gc/collect-garbage.ts';
export { type OnProgress, type Published, type PublishStep, publishRelease } from './publish-release.ts';
export { createSigningKey, readSigningKey } from './sign/signing-key.ts';
export { openTarget } from './target/open-target.ts';
export type { ReleaseTarget } from './target/release-target.ts';
