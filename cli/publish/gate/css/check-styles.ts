import type { Candidate } from '../../inspect.ts';
import type { GateFault } from '../gate-fault.ts';
import { checkStylesheet } from './check-stylesheet.ts';

/** Of one file; the rest is counted. */
const FAULTS_MAX = 20;

/** Stylesheets of a remote stay in the page when its screens are gone: what reaches out of the scope changes the shell and other remotes. */
export function checkStyles({ remote: { scope, exposes }, files }: Pick<Candidate, 'remote' | 'files'>): GateFault[] {
  // By any name: the shell links what an exposed module lists.
  const linked = new Set(Object.values(exposes).flatMap(({ css }) => css));
  return [...files]
    .filter(([path]) => linked.has(path) || /\.css$/i.test(path))
    .flatMap(([path, bytes]) => {
      const faults = checkStylesheet(bytes.toString('utf8'), scope, { path, has: (other) => files.has(other) }).map(
        ({ code, line, column, message }): GateFault => ({ code, path: `${path}:${line}:${column}`, message, breaks: { scope } }),
      );
      const more = faults.length - FAULTS_MAX;
      if (more <= 0) return faults;
      const rest: GateFault = { code: 'css-reaches-out', path, message: `and ${more} more like these`, breaks: { scope } };
      return [...faults.slice(0, FAULTS_MAX), rest];
    });
}
