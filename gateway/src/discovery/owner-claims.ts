/** Two services claim one DocType. The one that had it first keeps it. */
export interface OwnerConflict {
  doctype: string;
  owner: string;
  claimedBy: string;
}

/** Who owns what by what the services of each scope claim, in the order of the document; who owned something before keeps it. */
export function settleClaims(
  claims: ReadonlyMap<string, ReadonlySet<string>>,
  before: ReadonlyMap<string, string>,
): { owners: Map<string, string>; conflicts: OwnerConflict[] } {
  const owners = new Map<string, string>();
  const conflicts: OwnerConflict[] = [];
  for (const [doctype, owner] of before) if (claims.get(owner)?.has(doctype)) owners.set(doctype, owner);
  for (const [scope, claimed] of claims) {
    for (const doctype of claimed) {
      const owner = owners.get(doctype);
      if (owner === undefined) owners.set(doctype, scope);
      else if (owner !== scope) conflicts.push({ doctype, owner, claimedBy: scope });
    }
  }
  return { owners, conflicts };
}
