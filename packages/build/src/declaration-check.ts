import { type RemoteDeclaration, remoteDeclarationSchema } from '@business-m/contract';

/** Refuses a declaration that would publish a dead link: every sentence names the entry and says what to change. */
export function checkDeclaration(
  scope: string,
  declaration: RemoteDeclaration,
  exposes: Readonly<Record<string, string>>,
): RemoteDeclaration {
  const parsed = remoteDeclarationSchema.safeParse(declaration);
  const faults = parsed.success
    ? [...deadNavigation(parsed.data), ...missingExposes(parsed.data, exposes), ...repeatedRoutes(parsed.data)]
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  if (!parsed.success || faults.length > 0) throw new Error(`The declaration of "${scope}" is wrong.\n  ${faults.join('\n  ')}`);
  return parsed.data;
}

function deadNavigation({ nav, routes }: RemoteDeclaration): string[] {
  const known = new Set(routes.map(({ path }) => path));
  return nav.flatMap(({ path, title }, index) => {
    if (path.includes(':')) return [`nav.${index} (${title}): the path "${path}" has a parameter; a navigation entry leads to one screen`];
    return known.has(path) ? [] : [`nav.${index} (${title}): no route has the path "${path}"`];
  });
}

function missingExposes({ routes }: RemoteDeclaration, exposes: Readonly<Record<string, string>>): string[] {
  return routes.flatMap(({ path, expose }, index) =>
    Object.hasOwn(exposes, expose)
      ? []
      : [`routes.${index} ("${path}"): "${expose}" is not exposed; there is ${Object.keys(exposes).join(', ')}`],
  );
}

function repeatedRoutes({ routes }: RemoteDeclaration): string[] {
  const shapes = routes.map(({ path }) => path.replaceAll(/:[^/]+/g, ':'));
  return routes.flatMap(({ path }, index) =>
    shapes.indexOf(shapes[index] as string) < index ? [`routes.${index}: "${path}" repeats an earlier route`] : [],
  );
}
