/** Whether a name is the scope's own: `finance-list`, `finance_list`. CSS modules are named so by our build. */
export function isOwnName(name: string, scope: string): boolean {
  return name.startsWith(`${scope}-`) || name.startsWith(`${scope}_`);
}
