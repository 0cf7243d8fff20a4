import { type CssNode, ident, string, tokenize, tokenTypes, url, walk } from 'css-tree';

/** Where a stylesheet lies in its release, and what lies there with it. */
export interface Neighbours {
  /** Of the stylesheet, inside of the release. */
  path: string;
  has(path: string): boolean;
}

/** No release has this address, so what ends below it was meant relative to the stylesheet. */
const RELEASE = 'https://release.invalid/scope/release/';
/** Functions that take a string for an address. */
const takesAddress = /^(?:url|src|image|(?:-webkit-)?image-set)$/i;

/** Addresses in a value that are no file of the release, as a browser would read them. `data:` is no request, `#id` is the page's own. */
export function foreignUrls(node: CssNode, neighbours: Neighbours): string[] {
  const found: string[] = [];
  const look = (address: string) => {
    if (!isInside(address, neighbours)) found.push(address);
  };
  walk(node, function visit(child) {
    if (child.type === 'Url') look(child.value);
    // image-set("https://…"), without any url().
    else if (child.type === 'String' && this.function && takesAddress.test(ident.decode(this.function.name))) look(child.value);
    else if (child.type === 'Raw') for (const address of addressesIn(child.value)) look(address);
  });
  return found;
}

/** In what is not read as a value: that of a custom property, or one with a name spelt by escapes (`u\\72l(…)` is url(…) to a browser). */
function addressesIn(text: string): string[] {
  const found: string[] = [];
  const open: string[] = [];
  tokenize(text, (type, start, end) => {
    const token = text.slice(start, end);
    if (type === tokenTypes.Url) found.push(url.decode(token));
    else if (type === tokenTypes.String && takesAddress.test(open.at(-1) ?? '')) found.push(string.decode(token));
    else if (type === tokenTypes.LeftParenthesis) open.push('');
    else if (type === tokenTypes.RightParenthesis) open.pop();
    else if (type === tokenTypes.Function) {
      const name = ident.decode(token.slice(0, -1));
      open.push(name);
      // What follows is one address, not to be told in tokens.
      if (token.includes('\\') && takesAddress.test(name)) found.push(text.slice(start));
    }
  });
  return found;
}

/** A browser takes away spaces around an address, line breaks and tabs inside of it, and takes a backslash for a slash. */
function isInside(address: string, { path, has }: Neighbours): boolean {
  const target = URL.parse(address, RELEASE + path);
  if (target === null) return false;
  if (target.protocol === 'data:' || /^\s*#/.test(address)) return true;
  return target.href.startsWith(RELEASE) && has(target.pathname.slice(new URL(RELEASE).pathname.length));
}
