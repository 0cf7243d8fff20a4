import { expect, test } from 'vitest';
import { guardElements } from './guard-elements.ts';

const address = 'https://cdn.test/lab/0.1.0-0123456789ab/';
const hashes: Record<string, string> = { [`${address}adder.js`]: 'sha384-worker', [`${address}theme.css`]: 'sha384-style' };

/** An element that loads what its address names. */
class FakeElement {
  attributes: Record<string, string> = {};
  integrity = '';
  crossOrigin: string | null = null;
  setAttribute(name: string, value: string) {
    this.attributes[name.toLowerCase()] = value;
  }
}

function page() {
  class HTMLScriptElement extends FakeElement {
    get src() {
      return this.attributes.src ?? '';
    }
    set src(value: string) {
      this.attributes.src = value;
    }
  }
  class HTMLLinkElement extends FakeElement {
    get href() {
      return this.attributes.href ?? '';
    }
    set href(value: string) {
      this.attributes.href = value;
    }
  }
  class Worklet {
    async addModule(url: string) {
      return url;
    }
  }
  const window = { HTMLScriptElement, HTMLLinkElement, Worklet };
  guardElements(window as never as typeof globalThis, {
    absolute: String,
    folderOf: (url) => (url.startsWith(address) ? { address, hashes, refusal: null } : undefined),
    hashOf: (url) => hashes[url.replace(/[?#].*$/, '')],
    refuse: (sentence) => new Error(sentence),
  });
  return window;
}

test.each([
  ['HTMLScriptElement', 'src', 'adder.js'],
  ['HTMLLinkElement', 'href', 'theme.css'],
] as const)('%s gets the hash of a release’s file with its address', (name, attribute, path) => {
  const Element = page()[name];
  const element = () => new Element() as FakeElement & Record<typeof attribute, string>;
  const [byProperty, byAttribute, other] = [element(), element(), element()];
  byProperty[attribute] = `${address}${path}?v=1`;
  byAttribute.setAttribute(attribute.toUpperCase(), `${address}${path}`);
  other[attribute] = '/somewhere.js';
  for (const { attributes, integrity, crossOrigin } of [byProperty, byAttribute])
    expect([Object.keys(attributes), integrity, crossOrigin]).toEqual([[attribute], hashes[address + path], 'anonymous']);
  expect([other.attributes, other.integrity, other.crossOrigin]).toEqual([{ [attribute]: '/somewhere.js' }, '', null]);
});

test('refuses scripts of a release’s folder that it does not list, and worklets', async () => {
  const window = page();
  const script = new window.HTMLScriptElement();
  expect(() => script.setAttribute('src', `${address}unlisted.js`)).toThrow('is no file of the release');
  await expect(new window.Worklet().addModule(`${address}adder.js`)).rejects.toThrow('a worklet cannot be compared');
  await expect(new window.Worklet().addModule('/own.js')).resolves.toBe('/own.js');
});
