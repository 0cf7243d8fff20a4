import { type CssNode, walk } from 'css-tree';

/** Addresses in a value that lead out of the release. Inside of it, relative ones; `data:` is no request, `#id` is the page's own. */
export function foreignUrls(node: CssNode): string[] {
  const found: string[] = [];
  const look = (url: string) => {
    if (/^(?:[a-z][a-z0-9+.-]*:|\/)/i.test(url) && !/^data:/i.test(url)) found.push(url);
  };
  walk(node, function visit(child) {
    if (child.type === 'Url') look(child.value);
    // A custom property's value is not read further.
    else if (child.type === 'Raw') for (const [, url = ''] of child.value.matchAll(/url\(\s*["']?\s*([^"')]*)/gi)) look(url);
    // image-set("https://…") takes strings for addresses.
    else if (child.type === 'String' && this.function && /image-set$/i.test(this.function.name)) look(child.value);
  });
  return found;
}
