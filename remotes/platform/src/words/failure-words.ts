const names: Readonly<Record<string, string>> = { 'load-failed': 'Did not load', crashed: 'Crashed', slow: 'Slow' };

/** `crashed`, `render` → `Crashed: render`. */
export function failureWords(kind: string, code: string): string {
  const name = names[kind] ?? kind;
  return code === '' || code === kind ? name : `${name}: ${code}`;
}
