import { containSelectors, isInherited, isNameOfDesk, mountAlone, namesPage } from '@business-m/contract/styles';
import { type AtRule, type Container, rule as makeRule, parse, type Rule } from 'postcss';

/** Why a stylesheet cannot be a remote's, in a sentence. */
export class StyleRefusal extends Error {
  override name = 'StyleRefusal';
}

/** A stylesheet that counts only inside of a remote's own elements (docs/adr/0018). Throws `StyleRefusal`, or what PostCSS cannot read. */
export function containStyles(css: string, scope: string): string {
  const root = parse(css);
  visit(root, scope);
  return root.toString();
}

function visit(container: Container, scope: string): void {
  for (const node of [...(container.nodes ?? [])]) {
    if (node.type === 'rule') visitRule(node, scope);
    else if (node.type === 'atrule') visitAtRule(node, scope);
  }
}

function visitRule(rule: Rule, scope: string): void {
  const isOfPage = namesPage(rule.selector);
  visit(rule, scope);
  const contained = containSelectors(rule.selector, scope);
  // Nothing that a browser would read.
  if (contained.trim() === '') return void rule.remove();
  if (contained === rule.selector) return;
  rule.selector = contained;
  if (!isOfPage) return;
  // The page's own box is the mount's; its colours, fonts and variables are also those of what is appended to the body.
  const own = rule.nodes.filter((node) => node.type === 'decl' && !isInherited(node.prop));
  if (own.length === 0) return;
  const nested = makeRule({ selector: mountAlone(scope) });
  rule.prepend(nested);
  nested.append(own);
}

function visitAtRule(rule: AtRule, scope: string): void {
  const name = rule.name.toLowerCase().replace(/^-(?:webkit|moz|o)-/, '');
  const own = name === 'font-face' ? familyOf(rule) : rule.params;
  if (namesOfPage.has(name) && isNameOfDesk(own))
    throw new StyleRefusal(`@${rule.name} ${own} is the desk’s own: leave it out, or give it another name.`);
  // Says how the browser goes from document to document: the desk is one.
  if (name === 'view-transition') rule.remove();
  else if (name !== 'keyframes' && rule.nodes) visit(rule, scope);
}

const namesOfPage = new Set(['keyframes', 'font-face', 'property', 'counter-style', 'font-palette-values', 'position-try']);

function familyOf(rule: AtRule): string {
  const family = rule.nodes?.findLast((node) => node.type === 'decl' && node.prop.toLowerCase() === 'font-family');
  return family?.type === 'decl' ? family.value : '';
}
