import { copiesIn } from '@business-m/build/copies';
import type { GateFleet } from '@business-m/contract/admin';
import { mfManifestSchema } from '../federation/mf-manifest.ts';
import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

type Build = Pick<Candidate, 'remote' | 'files'>;

/** No script of a release holds what the desk shares: a second React knows none of the hooks of the first, a second query client none of its data. */
export function checkCopies({ remote, files }: Build, { shell }: Pick<GateFleet, 'shell'>): GateFault[] {
  const { scope, format, copies = [], requires } = remote;
  const fallbacks = fallbackFiles(files);
  const faults = remote.files.flatMap(({ path }): GateFault[] => {
    if (!/\.[cm]?js$/i.test(path) || fallbacks.has(path)) return [];
    const found = copiesIn(files.get(path)?.toString('utf8') ?? '').filter((of) => Object.hasOwn(shell.shared, packageOf(of)));
    return found.map((of) => {
      const { via = [] } = copies.find((copy) => copy.path === path && copy.of === of) ?? {};
      const way = via.length > 0 ? `; it came in by ${via.join(' → ')}` : '';
      return { code: 'shared-copied', path, message: `it holds a copy of ${of}, which the desk shares${way}`, breaks: { scope } };
    });
  });
  if (faults.length > 0 || format !== 'module-federation' || Object.keys(requires.shared).length > 0) return faults;
  const message = 'it shares nothing with the desk, not even React: the desk’s could not draw its screens';
  return [{ code: 'shares-nothing', path: 'requires.shared', message, breaks: { scope } }];
}

/** `react-dom/client` → `react-dom`. */
const packageOf = (specifier: string) =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

/** Copies that Module Federation's plugins keep in case a host has none: of singletons they are never loaded, since the desk has one. */
function fallbackFiles(files: ReadonlyMap<string, Buffer>): ReadonlySet<string> {
  const bytes = files.get('mf-manifest.json');
  const parsed = bytes && mfManifestSchema.safeParse(parseJson(bytes.toString('utf8')));
  const singletons = parsed?.data?.shared.filter(({ singleton }) => singleton) ?? [];
  return new Set(singletons.flatMap(({ assets }) => (assets ? [...assets.js.sync, ...assets.js.async] : [])));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
