import type { Plugin } from 'vite';
import { kitCss } from '../kit-css-plugins.ts';
import { containStyles, StyleRefusal } from './contain-styles.ts';

const stylesheet = /\.(?:css|less|sass|scss|styl|stylus|pcss|postcss|sss)(?:$|\?)/;
/** What becomes a text or a file, not a style of the page: the desk contains it when it is put there. */
const asText = /[?&](?:inline|raw|url|worker|sharedworker)\b/;

/** Keeps the styles of a remote inside of its own elements, in a build as on a dev server: after all that writes CSS, before it becomes a file or a module. */
export function containedStyles(scope: string): Plugin {
  return {
    name: 'desk:contained-styles',
    transform: {
      filter: { id: { include: stylesheet, exclude: asText } },
      async handler(code, id) {
        try {
          await refuseProperties(code);
          return { code: containStyles(code, scope), map: null };
        } catch (error) {
          if (error instanceof StyleRefusal) this.error(`${id.replace(/\?.*/, '')}: ${error.message}`);
          throw error;
        }
      },
    },
  };
}

/** The desk's own variables keep their kind. */
async function refuseProperties(css: string): Promise<void> {
  const names = [...css.matchAll(/@property\s+(--[\w-]+)/g)].flatMap(([, name]) => (name && !name.startsWith('--tw-') ? [name] : []));
  const taken = names.length > 0 ? await kitCss() : '';
  for (const name of names)
    if (taken.includes(`${name}:`)) throw new StyleRefusal(`@property ${name} is the desk’s own: leave it out, or give it another name.`);
}
