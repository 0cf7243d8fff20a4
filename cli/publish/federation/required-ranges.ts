import { validRange } from 'semver';
import type { PublishFault } from '../publish-refusal.ts';
import type { MfManifest } from './mf-manifest.ts';

/**
 * What the desk must provide: each shared package the remote has no copy of, or of which a page may have one only. A path in a package
 * (`react/jsx-runtime`) has the version of the package.
 */
export function requiredRanges(shared: MfManifest['shared']): { ranges: Record<string, string>; faults: PublishFault[] } {
  const found = new Map<string, string>();
  const faults: PublishFault[] = [];
  for (const [index, { name, singleton = false, requiredVersion, assets }] of shared.entries()) {
    const hasCopy = (assets?.js.sync.length ?? 0) + (assets?.js.async.length ?? 0) > 0;
    if (hasCopy && !singleton) continue;
    const range = requiredVersion || '*';
    const path = `shared.${index}.requiredVersion`;
    if (validRange(range) === null) {
      faults.push({ code: 'not-as-described', path, message: `"${range}" is no range of versions` });
      continue;
    }
    const pack = name.split('/', name.startsWith('@') ? 2 : 1).join('/');
    const other = found.get(pack);
    if (other === undefined || other === '*' || other === range) found.set(pack, range);
    else if (range !== '*') faults.push({ code: 'not-as-described', path, message: `${pack} is asked for as ${other}, and as ${range}` });
  }
  return { ranges: Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1))), faults };
}
