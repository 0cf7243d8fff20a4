import { type Containing, containRules, type Insert, setSelectors } from './contain-rules.ts';
import type { Mounts } from './mounts.ts';
import { containAttributes } from './page-attributes.ts';
import { containBody } from './page-body.ts';
import { containNames } from './page-names.ts';

export interface PageOptions {
  mounts: Mounts;
  /** The page's releases and dev servers, by the folder that their code comes from. */
  remotes: () => readonly { scope: string; baseUrl: string }[];
  /** For style elements with text; empty where ops did not consent to them. */
  nonce: string;
}

type OwnStyle = HTMLStyleElement | SVGStyleElement;
type StyleElement = OwnStyle | HTMLLinkElement;
type InsertRule = CSSStyleSheet['insertRule'];

const isStyle = (node: unknown): node is OwnStyle => node instanceof Element && node.localName === 'style' && 'sheet' in node;
const isLink = (node: unknown): node is HTMLLinkElement => node instanceof HTMLLinkElement;
/** How long an element that is not in the page is waited for. */
const WAIT_MS = 10_000;

/** Of Chromium and WebKit. */
const errors: ErrorConstructor & { stackTraceLimit?: unknown } = Error;

let isOn = false;

/**
 * Keeps the styles that code of remotes makes while it runs inside of their own elements, and in force only while one of their screens is there: elements, rules put
 * into them, adopted sheets. What it appends to the body is theirs, too. By mistake, nothing gets out; whoever wants out finds a way (docs/adr/0018).
 */
export function containPage({ mounts, remotes, nonce }: PageOptions): void {
  if (isOn) return;
  isOn = true;
  /** Whose a sheet is, by its element or by itself; null: the desk's own. */
  const owners = new WeakMap<object, string | null>();
  const waiting = new Set<OwnStyle>();
  const told = new Set<string>();

  /** Of the code that called, by the innermost file that is not this one; null when that is the desk's. */
  function whose(): string | null {
    // Libraries shorten stacks.
    const { stackTraceLimit } = errors;
    errors.stackTraceLimit = 10;
    const { stack } = new Error();
    errors.stackTraceLimit = stackTraceLimit;
    const urls = String(stack).match(/https?:\/\/[^\s)]+/g) ?? [];
    const url = urls.find((it) => !it.startsWith(import.meta.url.replace(/\?.*/, ''))) ?? '';
    return remotes().find(({ baseUrl }) => isBelow(url, baseUrl.replace(/@desk\/$/, '')))?.scope ?? null;
  }

  // ---- rules

  // Some browsers have one for style rules and another for all other groups.
  const natives = [CSSStyleSheet, CSSStyleRule, CSSGroupingRule].map(({ prototype }) => ({
    prototype,
    insertRule: prototype.insertRule as InsertRule,
  }));
  const insert: Insert = (parent, rule, index) =>
    void natives
      .find(({ prototype }) => Object.prototype.isPrototypeOf.call(prototype, parent))
      ?.insertRule.call(parent as CSSStyleSheet, rule, index);

  const containing = (scope: string): Containing => ({
    scope,
    isOfDesk: (property) => [...document.styleSheets].some((sheet) => isOwn(sheet) && defines(sheet, property)),
    onRefused: (what) => tell(scope, `${what} is the desk’s own or about the whole page: it is left out`),
  });
  const isOwn = ({ ownerNode }: CSSStyleSheet) =>
    isStyle(ownerNode) ? !owners.get(ownerNode) : isLink(ownerNode) && !owners.get(ownerNode) && !ownerNode.dataset.release;

  function tell(scope: string, sentence: string): void {
    const line = `[desk] ${scope}: ${sentence} (docs/remotes.md).`;
    if (!told.has(line)) console.error(line);
    told.add(line);
  }

  function ownerOf(sheet: CSSStyleSheet | null): string | null {
    if (!sheet) return null;
    const key = sheet.ownerNode ?? sheet;
    // Whoever first puts rules into an element that was made otherwise, made it. A sheet without an element is nobody's until the page adopts it.
    if (sheet.ownerNode && !owners.has(key)) owners.set(key, whose());
    return owners.get(key) ?? null;
  }

  function containSheet(sheet: CSSStyleSheet, scope: string, from = 0, to?: number): void {
    try {
      containRules(sheet, containing(scope), insert, from, to);
    } catch (error) {
      sheet.disabled = true;
      tell(scope, `a stylesheet of another origin cannot be read, and is off: ${error instanceof Error ? error.message : error}`);
    }
  }

  function afterInsert(native: InsertRule): InsertRule {
    return function insertRule(this: CSSStyleSheet | CSSGroupingRule, rule: string, index?: number) {
      const at = native.call(this as CSSStyleSheet, rule, index);
      const scope = ownerOf(this instanceof CSSStyleSheet ? this : this.parentStyleSheet);
      if (scope) containRules(this, containing(scope), insert, at, at + 1);
      return at;
    };
  }
  for (const { prototype, insertRule } of natives)
    if (Object.hasOwn(prototype, 'insertRule')) (prototype as { insertRule: InsertRule }).insertRule = afterInsert(insertRule);
  CSSStyleSheet.prototype.addRule = function (
    this: CSSStyleSheet,
    selector = 'undefined',
    style = 'undefined',
    index = this.cssRules.length,
  ) {
    this.insertRule(`${selector} { ${style} }`, index);
    return -1;
  };
  const selectors = Object.getOwnPropertyDescriptor(CSSStyleRule.prototype, 'selectorText');
  Object.defineProperty(CSSStyleRule.prototype, 'selectorText', {
    ...selectors,
    set(this: CSSStyleRule, text: string) {
      setSelectors(this, text);
      const scope = ownerOf(this.parentStyleSheet);
      if (scope) containSelectorsOf(this, scope);
    },
  });
  function containSelectorsOf(rule: CSSStyleRule, scope: string): void {
    const parent = rule.parentRule ?? rule.parentStyleSheet;
    const index = parent && 'cssRules' in parent ? [...(parent as CSSStyleSheet).cssRules].indexOf(rule) : -1;
    if (index >= 0) containRules(parent as CSSStyleSheet, containing(scope), insert, index, index + 1);
  }

  // ---- sheets without an element

  const { replaceSync, replace } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    replaceSync.call(this, text);
    const scope = owners.get(this);
    if (scope) containSheet(this, scope);
  };
  CSSStyleSheet.prototype.replace = async function (text) {
    const sheet = await replace.call(this, text);
    const scope = owners.get(this);
    if (scope) containSheet(this, scope);
    return sheet;
  };
  const adopted = Object.getOwnPropertyDescriptor(Document.prototype, 'adoptedStyleSheets');
  const all: CSSStyleSheet[] = [...document.adoptedStyleSheets];
  const isOut = (sheet: CSSStyleSheet) => owners.get(sheet) && !mounts.isThere(owners.get(sheet) ?? '');
  const adopt = () =>
    adopted?.set?.call(
      document,
      all.filter((sheet) => sheet instanceof CSSStyleSheet && !isOut(sheet)),
    );
  function take(sheet: unknown): void {
    if (!(sheet instanceof CSSStyleSheet) || owners.has(sheet)) return;
    const scope = whose() ?? mounts.current();
    owners.set(sheet, scope);
    if (scope) containSheet(sheet, scope);
  }
  const list = new Proxy(all, {
    set(target, key, value) {
      take(value);
      const isSet = Reflect.set(target, key, value);
      adopt();
      return isSet;
    },
  });
  Object.defineProperty(document, 'adoptedStyleSheets', {
    configurable: true,
    get: () => list,
    set(sheets: CSSStyleSheet[]) {
      for (const sheet of sheets) take(sheet);
      all.splice(0, all.length, ...sheets);
      adopt();
    },
  });

  // ---- elements

  const changes = new MutationObserver((records) => {
    for (const element of new Set(records.map(({ target }) => styleAround(target)))) if (element) look(element);
  });
  const styleAround = (node: Node) => (isStyle(node) || isLink(node) ? node : isStyle(node.parentNode) ? node.parentNode : null);

  for (const name of ['createElement', 'createElementNS'] as const) {
    const native = document[name] as (...args: unknown[]) => Element;
    Object.defineProperty(document, name, {
      configurable: true,
      value(this: Document, ...args: unknown[]) {
        const element = native.apply(this, args);
        if (isStyle(element) || isLink(element)) watch(element, whose());
        return element;
      },
    });
  }

  function watch(element: StyleElement, scope: string | null): void {
    owners.set(element, scope);
    if (isLink(element)) {
      // What another origin serves without it cannot be read.
      if (scope) element.crossOrigin = 'anonymous';
      changes.observe(element, { attributes: true, attributeFilter: ['rel', 'href'] });
    } else {
      if (nonce) element.nonce ||= nonce;
      changes.observe(element, { childList: true, characterData: true, subtree: true });
    }
  }

  function look(element: StyleElement): void {
    // The desk puts no texts into style elements; React does, for a remote.
    const isForRemote = isLink(element) ? element.dataset.precedence !== undefined : element.textContent !== '';
    const scope = owners.get(element) ?? (isForRemote ? mounts.current() : null);
    if (!scope) return;
    owners.set(element, scope);
    if (isLink(element)) holdLink(element, scope);
    else if (element.isConnected) containElement(element, scope);
    else waitFor(element);
  }

  function containElement(element: StyleElement, scope: string): void {
    if (!element.sheet) return;
    containSheet(element.sheet, scope);
    element.sheet.disabled ||= !mounts.isThere(scope);
  }

  const held = new WeakSet<HTMLLinkElement>();
  /** Out of force until it is read and contained. */
  function holdLink(link: HTMLLinkElement, scope: string): void {
    if (!/\bstylesheet\b/i.test(link.rel) || held.has(link)) return;
    held.add(link);
    const { media } = link;
    link.media = 'not all';
    link.addEventListener('load', () => {
      containElement(link, scope);
      link.media = media;
    });
  }

  /** React makes an element, and puts it into the page later. */
  function waitFor(style: OwnStyle): void {
    if (waiting.size === 0) arrivals.observe(document, { childList: true, subtree: true });
    waiting.add(style);
    setTimeout(stopWaiting, WAIT_MS, style);
  }
  const arrivals = new MutationObserver(() => {
    for (const style of waiting) {
      if (!style.isConnected) continue;
      stopWaiting(style);
      look(style);
    }
  });
  function stopWaiting(style: OwnStyle): void {
    waiting.delete(style);
    if (waiting.size === 0) arrivals.disconnect();
  }

  /** Copies of elements, and what was made in another document. */
  function meet(node: unknown): void {
    if (owners.has(node as object) || !(isStyle(node) || (isLink(node) && /\bstylesheet\b/i.test(node.rel)))) return;
    watch(node, mounts.current());
    look(node);
  }
  const copies = new MutationObserver((records) => {
    for (const { addedNodes } of records) for (const node of addedNodes) meet(node);
  });
  for (const place of [document.head, document.body]) copies.observe(place, { childList: true });
  // Deeper in the page they are met once they are in force.
  document.addEventListener('load', ({ target }) => meet(target), true);

  const settleOthers = [
    containAttributes(mounts, document),
    containNames(mounts, { ownerOfCall: () => whose() ?? mounts.current(), containing }),
    containBody(mounts, document.body),
  ];
  function settle(): void {
    for (const settleOther of settleOthers) settleOther();
    for (const element of document.querySelectorAll<StyleElement>('style, link')) {
      const scope = owners.get(element);
      if (scope && element.sheet) element.sheet.disabled = !mounts.isThere(scope);
    }
    adopt();
  }
  mounts.subscribe(settle);
  settle();
}

function isBelow(url: string, folder: string): boolean {
  try {
    // In any spelling: a retry uses another one.
    return url.startsWith(folder) || decodeURIComponent(url).startsWith(folder);
  } catch {
    return false;
  }
}

const defines = (sheet: CSSStyleSheet, property: string): boolean =>
  [...sheet.cssRules].some((rule) => rule instanceof CSSStyleRule && rule.style.getPropertyValue(property) !== '');
