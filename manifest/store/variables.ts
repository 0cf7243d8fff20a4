import { DocumentRefusal } from './document-refusal.ts';

type Variables = Readonly<Record<string, string | undefined>>;

/** Replaces `${NAME}` inside strings. Only listed names: a manifest must not read secrets out of the process. */
export function expandVariables(value: unknown, variables: Variables, path: readonly string[] = []): unknown {
  if (typeof value === 'string') return expandText(value, variables, path.join('.'));
  if (Array.isArray(value)) return value.map((inner, index) => expandVariables(inner, variables, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandVariables(inner, variables, [...path, key])]));
}

function expandText(text: string, variables: Variables, path: string): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    const known = Object.keys(variables);
    if (!known.includes(name))
      throw new DocumentRefusal(path, `\${${name}} is not a variable a manifest may use; there is ${known.join(', ') || 'none'}`);
    const replacement = variables[name];
    if (!replacement) throw new DocumentRefusal(path, `the environment variable ${name} is not set`);
    return replacement;
  });
}

const SUFFIX = '.not-set-here.invalid';

/** The variables, and an address that leads nowhere (RFC 6761 §6.4) for each `${X_ORIGIN}` in the document that is not among them. */
export function fillMissingOrigins(document: unknown, variables: Variables): Variables {
  const missing = namedOrigins(document).filter((name) => !variables[name]);
  return {
    ...variables,
    ...Object.fromEntries(missing.map((name) => [name, `http://${name.toLowerCase().replaceAll('_', '-')}${SUFFIX}`])),
  };
}

/** The `${X_ORIGIN}` that a document names. */
export const namedOrigins = (document: unknown): string[] => [
  ...new Set([...(JSON.stringify(document) ?? '').matchAll(/\$\{([A-Z][A-Z0-9_]{0,60}_ORIGIN)\}/g)].map(([, name]) => name as string)),
];

/** Whether {@link fillMissingOrigins} made this URL. */
export const isFilledIn = (url: string): boolean => new URL(url).hostname.endsWith(SUFFIX);
