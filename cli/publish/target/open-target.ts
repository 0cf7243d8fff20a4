import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PublishRefusal } from '../publish-refusal.ts';
import { openFileTarget } from './file/file-target.ts';
import type { ReleaseTarget } from './release-target.ts';

/** Opens `file:/srv/cdn`, or `s3://bucket/prefix?region=…&endpoint=…` with credentials from where AWS's tools take them. */
export async function openTarget(address: string): Promise<ReleaseTarget> {
  if (/^s3:/i.test(address)) {
    // Loaded only here: the SDK takes longer to load than a publication to a folder takes.
    const { openS3Target } = await import('./s3/s3-target.ts');
    return openS3Target(address);
  }
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(address)?.[1]?.toLowerCase();
  if (scheme && scheme !== 'file')
    throw new PublishRefusal('unknown-target', `"${address}" is neither a folder nor file: nor s3://bucket/prefix`);
  if (address.trim() === '') throw new PublishRefusal('unknown-target', 'a target is a folder, file:<folder> or s3://bucket/prefix');
  return openFileTarget(scheme ? folderOf(address) : resolve(address));
}

function folderOf(address: string): string {
  if (!address.startsWith('file://')) return resolve(address.slice('file:'.length));
  try {
    return fileURLToPath(address);
  } catch {
    throw new PublishRefusal('unknown-target', `"${address}" names no folder of this machine: file:///folder or file:folder`);
  }
}
