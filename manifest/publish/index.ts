export { PublishRefusal } from './publish-refusal.ts';
export { type Published, type PublishOptions, publishRelease } from './publish-release.ts';
