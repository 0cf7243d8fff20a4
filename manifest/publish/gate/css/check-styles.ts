import type { Candidate } from '../../inspect.ts';
import type { GateFault } from '../gate-fault.ts';
import { checkStylesheet } from './check-stylesheet.ts';

/** Of one file; the rest is counted. */
const FAULTS_MAX = 20;

/** Stylesheets of a remote stay in the page when its screens are gone: what reaches out of the scope changes the shell and other remotes. */
export function checkStyles({ remote: { scope }, files }: Pick<Candidate, 'remote' | 'files'>): GateFault[] {
  return [...files]
    .filter(([path]) => path.endsWith('.css'))
    .flatMap(([path, bytes]) => {
      const faults = checkStylesheet(bytes.toString('utf8'), scope).map(
        ({ code, line, column, message }): GateFault => ({ code, path: `${path}:${line}:${column}`, message, breaks: { scope } }),
      );
      const more = faults.length - FAULTS_MAX;
      if (more <= 0) return faults;
      const rest: GateFault = { code: 'css-reaches-out', path, message: `and ${more} more like these`, breaks: { scope } };
      return [...faults.slice(0, FAULTS_MAX), rest];
    });
}
