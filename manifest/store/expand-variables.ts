import { DocumentRefusal } from './document-refusal.ts';

/**
 * Puts environment variables in place of `${NAME}` inside strings. Only names of the list: a manifest must not be able
 * to read secrets out of the process.
 */
export function expandVariables(
  value: unknown,
  variables: Readonly<Record<string, string | undefined>>,
  path: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return expandText(value, variables, path.join('.'));
  if (Array.isArray(value)) return value.map((inner, index) => expandVariables(inner, variables, [...path, String(index)]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, expandVariables(inner, variables, [...path, key])]));
}

function expandText(text: string, variables: Readonly<Record<string, string | undefined>>, path: string): string {
  return text.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    if (!Object.hasOwn(variables, name)) {
      throw new DocumentRefusal(
        path,
        `\${${name}} is not a variable a manifest may use; there is ${Object.keys(variables).join(', ') || 'none'}`,
      );
    }
    const replacement = variables[name];
    if (!replacement) throw new DocumentRefusal(path, `the environment variable ${name} is not set`);
    return replacement;
  });
}
