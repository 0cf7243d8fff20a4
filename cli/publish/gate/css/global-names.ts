import { isNameOfDesk } from '@business-m/contract/styles';
import { type Atrule, generate } from 'css-tree';

/** At-rules whose names belong to the page while a screen of the remote is there. */
const named = /^(?:-(?:webkit|moz|o)-)?(?:keyframes|font-face|property|counter-style|font-palette-values|position-try)$/;

/** Why an at-rule reaches beyond the remote, or null. */
export function globalName(rule: Atrule): string | null {
  const name = rule.name.toLowerCase();
  if (name === 'import') return '@import loads a stylesheet that nothing says the bytes of: import it where the build sees it';
  if (name === 'view-transition' || name === 'namespace') return `@${name} counts for the whole page`;
  if (!named.test(name)) return null;
  const own = (name === 'font-face' ? fontFamilies(rule) : [rule.prelude ? generate(rule.prelude) : '']).find(isNameOfDesk);
  return own === undefined ? null : `@${name} ${own} is the desk’s own: leave it out, or give it another name`;
}

const fontFamilies = (rule: Atrule): string[] =>
  (rule.block?.children.toArray() ?? []).flatMap((node) =>
    node.type === 'Declaration' && node.property.toLowerCase() === 'font-family' ? [generate(node.value)] : [],
  );
