import type { Candidate } from '../inspect.ts';
import type { GateFault } from './gate-fault.ts';

/** Two routes of one shape match the same addresses, `items/:id` and `items/:name`: the later one's screen could never be opened. */
export function checkRoutes({ remote: { scope, routes } }: Pick<Candidate, 'remote'>): GateFault[] {
  const first = new Map<string, string>();
  return routes.flatMap(({ path }, index): GateFault[] => {
    const shape = path.replaceAll(/:[^/]+/g, ':');
    const earlier = first.get(shape);
    if (earlier === undefined) {
      first.set(shape, path);
      return [];
    }
    const message = `"${path}" matches the same addresses as "${earlier}": its screen could never be opened`;
    return [{ code: 'route-collision', path: `routes.${index}.path`, message, breaks: { scope } }];
  });
}
