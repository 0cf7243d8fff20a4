import { type Atrule, type CssNode, find, generate, type Raw } from 'css-tree';
import { isOwnName, isOwnSelector } from './own-selector.ts';

/** At-rules without a name of their own, or whose name is asked elsewhere. */
const harmless = new Set(['media', 'supports', 'container', 'starting-style', 'charset']);

/** Why an at-rule reaches beyond the remote, or null. Names of keyframes, fonts and layers belong to the page: the last definition counts. */
export function globalName(rule: Atrule, scope: string): string | null {
  const name = rule.name.toLowerCase();
  const prelude = rule.prelude ? generate(rule.prelude).trim() : '';
  const owned = (names: readonly string[], what: string) => {
    const foreign = names.find((each) => !isOwnName(each, scope));
    return foreign === undefined ? null : `${what} "${foreign}" is a name of the whole page: call it ${scope}-…`;
  };
  if (harmless.has(name)) return null;
  if (/^(?:-(?:webkit|moz|o)-)?keyframes$/.test(name)) return owned([unquoted(prelude)], 'the animation');
  if (name === 'font-face') return owned(fontFamilies(rule), 'the font');
  if (name === 'counter-style' || name === 'font-palette-values' || name === 'property' || name === 'position-try')
    return owned([prelude.replace(/^--/, '')], `@${name}`);
  // Without a name a layer is the stylesheet's own.
  if (name === 'layer') return prelude === '' ? null : owned(prelude.split(/\s*,\s*/), 'the layer');
  if (name === 'scope')
    return ownScope(rule, scope) ? null : `@scope ${prelude} has a root that is not of ${scope}: begin it with a class .${scope}-…`;
  if (name === 'import') return '@import loads a stylesheet that nothing says the bytes of: import it where the build sees it';
  return `@${rule.name} counts for the whole page`;
}

/** The last one counts, if a browser can read it. */
function fontFamilies(rule: Atrule): string[] {
  const families = (rule.block?.children.toArray() ?? []).flatMap((node) =>
    // "Finance Icons" is as much finance's as finance-icons.
    node.type === 'Declaration' && node.property.toLowerCase() === 'font-family'
      ? [unquoted(generate(node.value)).toLowerCase().replaceAll(' ', '-')]
      : [],
  );
  return families.length > 0 ? families : [''];
}

function ownScope(rule: Atrule, scope: string): boolean {
  const root = rule.prelude && find(rule.prelude, ({ type }) => type === 'Scope');
  const list = root?.type === 'Scope' ? (root.root as CssNode | Raw | null) : null;
  if (list?.type !== 'SelectorList') return false;
  return list.children.toArray().every((each) => each.type === 'Selector' && isOwnSelector(each, { scope, nestedInOwn: false }));
}

const unquoted = (text: string) => text.replace(/^(["'])(.*)\1$/, '$2');
