export interface TreeNode {
  id: string;
  parent: string | null;
}

/** Every node once, parents before children, siblings by id, with its depth (0 for a root). */
export function inTreeOrder<Node extends TreeNode>(nodes: readonly Node[]): { node: Node; depth: number }[] {
  const known = new Set(nodes.map((node) => node.id));
  const children = Map.groupBy(nodes, (node) => (node.parent !== null && known.has(node.parent) ? node.parent : null));
  const ordered: { node: Node; depth: number }[] = [];
  const visit = (parent: string | null, depth: number): void => {
    const siblings = children.get(parent)?.toSorted((a, b) => (a.id < b.id ? -1 : 1)) ?? [];
    for (const node of siblings) {
      ordered.push({ node, depth });
      visit(node.id, depth + 1);
    }
  };
  visit(null, 0);
  return ordered;
}

export function withDescendants(nodes: readonly TreeNode[], id: string): string[] {
  const ordered = inTreeOrder(nodes);
  const start = ordered.findIndex(({ node }) => node.id === id);
  const top = ordered[start];
  if (!top) return [];
  const after = ordered.slice(start + 1);
  const end = after.findIndex(({ depth }) => depth <= top.depth);
  return [id, ...(end === -1 ? after : after.slice(0, end)).map(({ node }) => node.id)];
}

/** Whether hanging `id` under `parent` would make it its own ancestor. */
export function wouldLoop(nodes: readonly TreeNode[], id: string, parent: string): boolean {
  const parents = new Map(nodes.map((node) => [node.id, node.parent]));
  const seen = new Set<string>();
  for (let at: string | null = parent; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
