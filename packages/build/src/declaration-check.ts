import { type RemoteDeclaration, remoteDeclarationSchema } from '@business-m/contract';

/** Refuses a declaration that would publish a dead link: every sentence names the entry and says what to change. */
export function checkDeclaration(
  scope: string,
  declaration: RemoteDeclaration,
  exposes: Readonly<Record<string, string>>,
): RemoteDeclaration {
  const parsed = remoteDeclarationSchema.safeParse(declaration);
  const wrong = (faults: readonly string[]) => new Error(`The declaration of "${scope}" is wrong.\n  ${faults.join('\n  ')}`);
  if (!parsed.success) throw wrong(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { nav, routes } = parsed.data;
  const exposed = Object.keys(exposes);
  const paths = routes.map(({ path }) => path);
  const shapes = paths.map((path) => path.replaceAll(/:[^/]+/g, ':'));
  const faults = [
    ...nav.flatMap(({ path, title }, index) => {
      const entry = `nav.${index} (${title})`;
      if (path.includes(':')) return [`${entry}: the path "${path}" has a parameter; a navigation entry leads to one screen`];
      return paths.includes(path) ? [] : [`${entry}: no route has the path "${path}"`];
    }),
    ...routes.flatMap(({ path, expose }, index) => [
      ...(exposed.includes(expose) ? [] : [`routes.${index} ("${path}"): "${expose}" is not exposed; there is ${exposed.join(', ')}`]),
      ...(shapes.indexOf(shapes[index] ?? '') < index ? [`routes.${index}: "${path}" repeats an earlier route`] : []),
    ]),
  ];
  if (faults.length > 0) throw wrong(faults);
  return parsed.data;
}
