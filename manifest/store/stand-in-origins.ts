const SUFFIX = '.not-set-here.invalid';

/** The variables, and an address that leads nowhere (RFC 6761 §6.4) for each `${X_ORIGIN}` in the document that is not among them. */
export function standInOrigins(
  document: unknown,
  variables: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const named = [...(JSON.stringify(document) ?? '').matchAll(/\$\{([A-Z][A-Z0-9_]{0,60}_ORIGIN)\}/g)].map(([, name]) => name as string);
  const missing = named.filter((name) => !variables[name]);
  return {
    ...variables,
    ...Object.fromEntries(missing.map((name) => [name, `http://${name.toLowerCase().replaceAll('_', '-')}${SUFFIX}`])),
  };
}

/** Whether a URL is such an address. */
export const standsIn = (url: string): boolean => new URL(url).hostname.endsWith(SUFFIX);
