// @vitest-environment jsdom
import { expect, onTestFinished, test, vi } from 'vitest';
import { guardSprites } from './guard-sprites.ts';

const SVG = 'http://www.w3.org/2000/svg';
const folder = 'https://cdn.test/lab/';
const sprite = `<svg xmlns="${SVG}"><style>* { fill: red }</style><linearGradient id="g"/>
  <symbol id="dot"><rect fill="url(#g)" onclick="x()"/><use href="#g"/></symbol></svg>`;

function page(answer: () => Response) {
  const fetch = vi.fn(async (_url: string) => answer());
  // jsdom has no class of its own for these elements.
  class FakeUse {
    attributes: Record<string, string> = {};
    setAttribute(name: string, value: string) {
      this.attributes[name] = value;
    }
    setAttributeNS(_: string, name: string, value: string) {
      this.attributes[name] = value;
    }
  }
  guardSprites({ document, DOMParser, fetch, SVGUseElement: FakeUse } as never, (url) => url.startsWith(folder));
  onTestFinished(() => document.body.replaceChildren());
  return { fetch, use: () => new FakeUse() };
}

test('symbols of a release’s file stand in the page once, under names of their own', async () => {
  const { fetch, use } = page(() => new Response(sprite));
  const [a, b] = [use(), use()];
  a.setAttribute('href', `${folder}sprite.svg#dot`);
  b.setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', `${folder}sprite.svg#dot`);
  await vi.waitFor(() => expect([a.attributes, b.attributes]).toEqual([{ href: '#sprite-0-dot' }, { href: '#sprite-0-dot' }]));
  expect(fetch.mock.calls).toEqual([[`${folder}sprite.svg`]]);
  const root = document.body.firstElementChild;
  expect(root?.querySelector('style')).toBeNull();
  const [rect, inner] = [root?.querySelector('#sprite-0-dot rect'), root?.querySelector('use')];
  expect([rect?.getAttribute('fill'), rect?.hasAttribute('onclick'), inner?.getAttribute('href')]).toEqual([
    'url(#sprite-0-g)',
    false,
    '#sprite-0-g',
  ]);
});

test('leaves what is of no release, and what the element names by then', async () => {
  const { fetch, use } = page(() => new Response(sprite));
  const other = use();
  other.setAttribute('href', '#own');
  other.setAttribute('x', '1');
  const changed = use();
  changed.setAttribute('href', `${folder}sprite.svg#dot`);
  changed.setAttribute('href', '#own');
  await vi.waitFor(() => expect(document.body.children).toHaveLength(1));
  expect([other.attributes, changed.attributes, fetch.mock.calls.length]).toEqual([{ href: '#own', x: '1' }, { href: '#own' }, 1]);
});

test('says what is not drawn, and asks again', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  onTestFinished(() => said.mockRestore());
  const { fetch, use } = page(() => Response.error());
  use().setAttribute('href', `${folder}sprite.svg#dot`);
  await vi.waitFor(() => expect(said).toHaveBeenCalledWith(expect.stringContaining('sprite.svg is not drawn')));
  use().setAttribute('href', `${folder}sprite.svg#dot`);
  expect(fetch).toHaveBeenCalledTimes(2);
});
