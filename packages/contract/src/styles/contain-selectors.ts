/** On the element around a remote's screen, and on what its code appends to the body: the remote's scope. */
export const MOUNT_ATTRIBUTE = 'data-desk-remote';

export const mountOf = (scope: string) => `[${MOUNT_ATTRIBUTE}="${scope}"]`;

interface Token {
  text: string;
  /** How many brackets are open around it. */
  depth: number;
  /** Whether selectors are what stands here: not in `[…]`, nor in `:lang(…)`. */
  inSelectors: boolean;
}

/** Comments separate nothing. */
const pattern = /\/\*[\s\S]*?(?:\*\/|$)|"(?:\\[\s\S]|[^"\\])*"?|'(?:\\[\s\S]|[^'\\])*'?|(?:\\[\s\S]|[\w-]|[^\0-\x7f])+|\s+|::|[\s\S]/g;
/** Functions that take selectors. */
const takesSelectors = /^(?:is|where|not|has|matches|-webkit-any|-moz-any|nth-child|nth-last-child)$/i;
/** Pseudo-elements that may be written with one colon. */
const oldPseudoElement = /^(?:before|after|first-line|first-letter)$/i;
const isSpace = (token: Token | undefined) => token !== undefined && /^\s+$/.test(token.text);
const isCombinator = (token: Token | undefined) => token !== undefined && /^[>+~]$/.test(token.text);
const textOf = (tokens: readonly Token[]) => tokens.map(({ text }) => text).join('');

/**
 * A list of selectors that matches only what is of a remote: `p` is a `p` of its screens; `html`, `body` and `:root` mean its mount, too. Weights stay, and so
 * does what is contained already. `names root` of what it answers: whether one of them can match the mount by such a name.
 */
export function containSelectors(list: string, scope: string): string {
  return splitAtCommas(readTokens(list))
    .map((selector) => containOne(trim(selector), scope))
    .join(', ');
}

/** Whether each selector of a list matches only what is of the remote: containing it would change nothing. Also as minifiers write it. */
export const isContained = (list: string, scope: string): boolean =>
  splitAtCommas(readTokens(list)).every((selector) => endsContained(lastPart(trim(selector)).part, scope));

/** Whether a list of selectors means the page as a whole by one of its names. */
export const namesPage = (list: string): boolean =>
  splitAtCommas(readTokens(list)).some((selector) => {
    const { part } = lastPart(trim(selector));
    return part.some((_, index) => rootAt(part, index) !== null);
  });

function containOne(selector: readonly Token[], scope: string): string {
  const { before, part } = lastPart(selector);
  if (part.length === 0 || endsContained(part, scope)) return textOf(selector);
  const element = part.slice(0, endOfElement(part));
  const pseudoElement = textOf(part.slice(element.length));
  const mount = mountOf(scope);
  const within = `${rooted([...before, ...element], mount)}:where(${mount}, ${mount} *)${pseudoElement}`;
  // `:root.dark`, `html > body`: also when it is the page that is so.
  const asPage = isPage(element) && (before.length > 0 || element.length > 2);
  return asPage ? `${within}, ${textOf([...before, ...element])} :where(${mount})${pseudoElement}` : within;
}

function readTokens(list: string): Token[] {
  const tokens: Token[] = [];
  const open: boolean[] = [];
  for (const [text] of list.matchAll(pattern)) {
    if (text.startsWith('/*')) continue;
    if (/^[)\]]$/.test(text)) open.pop();
    tokens.push({ text, depth: open.length, inSelectors: open.every(Boolean) });
    if (text === '[') open.push(false);
    if (text === '(') open.push(tokens.at(-3)?.text === ':' && takesSelectors.test(tokens.at(-2)?.text ?? ''));
  }
  return tokens;
}

function splitAtCommas(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) {
    if (token.text === ',' && token.depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts;
}

function trim(tokens: readonly Token[]): Token[] {
  const first = tokens.findIndex((token) => !isSpace(token));
  return first < 0 ? [] : tokens.slice(first, tokens.findLastIndex((token) => !isSpace(token)) + 1);
}

/** The part of a selector that is the element itself, with what is said of it. */
function lastPart(selector: readonly Token[]): { before: Token[]; part: Token[] } {
  const start = selector.findLastIndex((token) => token.depth === 0 && (isSpace(token) || isCombinator(token))) + 1;
  return { before: selector.slice(0, start), part: selector.slice(start) };
}

function endOfElement(part: readonly Token[]): number {
  const end = part.findIndex(
    ({ text, depth }, index) => depth === 0 && (text === '::' || (text === ':' && oldPseudoElement.test(part[index + 1]?.text ?? ''))),
  );
  return end < 0 ? part.length : end;
}

/** The name of the page as a whole that begins there: how many tokens it is long. */
function rootAt(tokens: readonly Token[], index: number): { name: string; length: number } | null {
  const token = tokens[index];
  if (!token?.inSelectors) return null;
  if (token.text === ':' && /^root$/i.test(tokens[index + 1]?.text ?? '')) return { name: ':root', length: 2 };
  const before = tokens[index - 1];
  const begins = before === undefined || isSpace(before) || isCombinator(before) || before.text === '(' || before.text === ',';
  return begins && /^(?:html|body)$/i.test(token.text) && tokens[index + 1]?.text !== '|' ? { name: token.text, length: 1 } : null;
}

const isPage = (element: readonly Token[]) => element.some((token, index) => token.depth === 0 && rootAt(element, index) !== null);

function rooted(tokens: readonly Token[], mount: string): string {
  let text = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const root = rootAt(tokens, index);
    text += root ? `:is(${root.name}, :where(${mount}))` : tokens[index]?.text;
    if (root) index += root.length - 1;
  }
  return text;
}

/** Whether it says, outside of other brackets, that the element is of the remote. */
function endsContained(part: readonly Token[], scope: string): boolean {
  const mount = `[${MOUNT_ATTRIBUTE}=${scope}]`;
  return part.some((token, index) => {
    if (token.depth !== 0 || token.text !== ':' || part[index + 1]?.text !== 'where' || part[index + 2]?.text !== '(') return false;
    const end = part.findIndex(({ text, depth }, at) => at > index + 2 && text === ')' && depth === 0);
    const inside = textOf(part.slice(index + 3, end)).replaceAll(/["'\s]/g, '');
    return inside === mount || inside === `${mount},${mount}*`;
  });
}

/** Names that belong to a document as a whole and that the desk itself uses: fonts, animations and the like that a remote may not define anew. */
export const isNameOfDesk = (name: string) =>
  /^(?:--)?(?:desk|shell)[-_]|^inter variable$/i.test(name.trim().replaceAll(/^["']|["']$/g, ''));

/** What elements take from the ones around them: said of the page, it counts also for what a remote appends to the body. */
export const isInherited = (property: string) =>
  /^(?:--|(?:color|font|line-height|letter-spacing|word-spacing|tab-size|-webkit-font|-moz-osx-font)(?:$|-))/.test(property.toLowerCase());

/** Inside of a rule about the page: the mount alone, which takes the place of the page's box. A remote that is developed alone has the body for it. */
export const mountAlone = (scope: string) => `&:where(${mountOf(scope)}):where(main *, body)`;
