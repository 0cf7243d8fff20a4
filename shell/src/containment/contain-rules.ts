import { containSelectors, isContained, isInherited, isNameOfDesk, mountAlone, namesPage } from '@business-m/contract/styles';

export interface Containing {
  scope: string;
  /** Whether the desk's own styles give a value to a custom property. */
  isOfDesk: (property: string) => boolean;
  /** Called for each rule that is taken out, with what it is. */
  onRefused: (what: string) => void;
}

type RuleParent = Pick<CSSStyleSheet, 'cssRules' | 'deleteRule' | 'insertRule'>;
/** The browser's own, which a page's are replaced by (contain-page.ts). */
export type Insert = (parent: RuleParent, rule: string, index: number) => void;

/** Makes rules of a sheet that a browser has read count only inside of a remote's own elements: the build does the same (packages/build/src/styles). */
export function containRules(parent: RuleParent, containing: Containing, insert: Insert, from = 0, to = parent.cssRules.length): void {
  for (let index = from; index < to; index += 1) {
    const rule = parent.cssRules[index];
    if (!rule) continue;
    const refused = whyRefused(rule, containing);
    if (refused !== null) {
      // Libraries know their rules by their place.
      parent.deleteRule(index);
      insert(parent, ':not(*) {}', index);
      containing.onRefused(refused);
      continue;
    }
    if (rule instanceof CSSStyleRule) containRule(rule, containing.scope, insert);
    if ('cssRules' in rule && !(rule instanceof CSSKeyframesRule)) containRules(rule as unknown as RuleParent, containing, insert);
  }
}

function containRule(rule: CSSStyleRule, scope: string, insert: Insert): void {
  const before = rule.selectorText;
  if (isContained(before, scope)) return;
  setSelectors(rule, containSelectors(before, scope));
  if (!namesPage(before)) return;
  const own = [...rule.style].filter((property) => !isInherited(property));
  if (own.length === 0) return;
  insert(rule, `${mountAlone(scope)} { ${rule.style.cssText} }`, 0);
  for (const property of own) rule.style.removeProperty(property);
}

const selectors = Object.getOwnPropertyDescriptor(CSSStyleRule.prototype, 'selectorText');
export const setSelectors = (rule: CSSStyleRule, text: string) => selectors?.set?.call(rule, text);

function whyRefused(rule: CSSRule, { isOfDesk }: Containing): string | null {
  const kind = rule.constructor.name;
  if (kind === 'CSSImportRule' || kind === 'CSSViewTransitionRule') return rule.cssText;
  const name = rule instanceof CSSFontFaceRule ? rule.style.getPropertyValue('font-family') : (rule as { name?: string }).name;
  if (typeof name !== 'string' || kind.startsWith('CSSLayer') || kind.startsWith('CSSContainer')) return null;
  return isNameOfDesk(name) || (kind === 'CSSPropertyRule' && isOfDesk(name)) ? `the name ${name}` : null;
}
