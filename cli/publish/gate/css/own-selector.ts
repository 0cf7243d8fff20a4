import { type CssNode, find, type Selector } from 'css-tree';

/** What a selector stands inside of: nothing, or a rule (or `@scope`) whose elements are the remote's own. */
export interface Surroundings {
  scope: string;
  /** `&` means elements of the remote, and so does the beginning that a nested selector without it implies. */
  nestedInOwn: boolean;
}

interface Compound {
  own: boolean;
  /** How it follows the one before it. */
  combinator: string;
}

/**
 * Whether a selector can match only elements of the remote: its last part names one (`.finance-row`), or an earlier part does and what
 * follows stays inside of it (`.finance-table td`, `.finance-card > * + *`). `.finance-card + *` is beside it, and so outside.
 */
export function isOwnSelector(selector: Selector, surroundings: Surroundings): boolean {
  const nests = find(selector, ({ type }) => type === 'NestingSelector') !== null;
  // `td` nested in `.finance-table` means `.finance-table td`.
  return endsInOwn(compounds(selector, surroundings, surroundings.nestedInOwn && !nests));
}

function endsInOwn(parts: readonly Compound[]): boolean {
  let place: 'outside' | 'own' | 'inside' = 'outside';
  for (const { own, combinator } of parts) {
    const descends = combinator === ' ' || combinator === '>';
    // Beside what is inside an element is inside, too; beside the element itself anything may be.
    if (place === 'own') place = descends ? 'inside' : 'outside';
    if (place === 'outside' && own) place = 'own';
  }
  return place !== 'outside';
}

function compounds(selector: Selector, surroundings: Surroundings, implied: boolean): Compound[] {
  const nodes = selector.children.toArray();
  const parts: Compound[] = implied ? [{ own: true, combinator: '' }] : [];
  if (nodes[0]?.type !== 'Combinator') parts.push({ own: false, combinator: implied ? ' ' : '' });
  for (const node of nodes) {
    if (node.type === 'Combinator') parts.push({ own: false, combinator: node.name.trim() || ' ' });
    const last = parts.at(-1);
    if (last && namesOwn(node, surroundings)) last.own = true;
  }
  return parts;
}

function namesOwn(node: CssNode, surroundings: Surroundings): boolean {
  if (node.type === 'ClassSelector' || node.type === 'IdSelector') return isOwnName(node.name, surroundings.scope);
  if (node.type === 'NestingSelector') return surroundings.nestedInOwn;
  // `:not(.finance-x)` is everything else, and `:has(.finance-x)` what is around it: only these two name what they match.
  if (node.type !== 'PseudoClassSelector' || !/^(?:is|where)$/i.test(node.name)) return false;
  const [list] = node.children?.toArray() ?? [];
  if (list?.type !== 'SelectorList') return false;
  const choices = list.children.toArray();
  return choices.length > 0 && choices.every((choice) => choice.type === 'Selector' && endsInOwn(compounds(choice, surroundings, false)));
}

/** Whether a name is the scope's own: `finance-list`, `finance_list`. CSS modules are named so by our build. */
export function isOwnName(name: string, scope: string): boolean {
  return name.startsWith(`${scope}-`) || name.startsWith(`${scope}_`);
}
