/** The variables of a process, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's value; one that is set to nothing counts as not set, as container platforms like to do. */
export function read(variables: Variables, name: string): string | undefined {
  const value = variables[name];
  return value === undefined || value === '' ? undefined : value;
}
