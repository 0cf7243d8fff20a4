import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Desk } from '../desk.ts';
import { usageFailure } from '../desk-failure.ts';
import type { ReleaseTarget } from '../publish/index.ts';
import { root } from './root.ts';

/** Loaded by those commands alone that publish: it reads stylesheets, and `desk status` should not wait for that. */
export const loadPublishing = () => import('../publish/index.ts');

/** Where releases go: what was typed, else `DESK_TARGET`, else the CDN folder of the desk that `npm start` runs here. */
export async function openReleaseTarget(desk: Desk, typed: string | undefined): Promise<ReleaseTarget> {
  const { openTarget } = await loadPublishing();
  const address = typed ?? desk.env.DESK_TARGET;
  if (address) return openTarget(fromWhereTyped(desk, address));
  const folder = join(resolve(root, desk.env.DESK_DATA || '.data'), 'cdn');
  if (existsSync(folder)) return openTarget(folder);
  throw usageFailure(`Say where with --to file:<folder> or --to s3://bucket/prefix: no desk was started here, so there is no ${folder}.`);
}

/** `cdn` and `file:cdn` are folders below where the command was typed; `file:///srv/cdn` and `s3://…` mean the same anywhere. */
function fromWhereTyped(desk: Desk, address: string): string {
  const folder = /^file:(?!\/\/)(.*)$/i.exec(address)?.[1] ?? address;
  return /^[a-z][a-z0-9+.-]+:/i.test(folder) ? folder : desk.path(folder);
}
