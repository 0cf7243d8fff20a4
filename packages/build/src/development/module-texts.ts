/** Where the shell's page keeps its live instances of the shared packages, by specifier (`shell/src/overrides`). */
const REGISTRY = "Symbol.for('desk.shared-instances')";

/** A module that stands for a shared package and hands on the shell's own instance of it. */
export function sharedModule(specifier: string, names: readonly string[]): string {
  const text = JSON.stringify(specifier);
  return [
    `const instances = globalThis[${REGISTRY}];`,
    "if (!instances) throw new Error('This remote runs inside the desk: open the link that its dev server printed.');",
    `const it = instances[${text}];`,
    `if (!it) throw new Error(${text} + ' is not shared by this desk: it is older than the workspace.');`,
    `const missing = ${JSON.stringify(names)}.filter((name) => !(name in it));`,
    `if (missing.length > 0) console.warn('[desk] ' + ${text} + ' of this desk lacks ' + missing.join(', '));`,
    "export default 'default' in it ? it.default : it;",
    ...names.map((name, index) => `const it${index} = it[${JSON.stringify(name)}];`),
    `export { ${names.map((name, index) => `it${index} as ${name}`).join(', ')} };`,
  ].join('\n');
}

/** What the shell's own kit knows of the desk around it, for a kit that is served from its sources: how to link, where to show toasts. */
function kitFrame(kitFolder: string): string[] {
  return [
    `import { LinkContext } from ${JSON.stringify(`${kitFolder}/src/theme/link.tsx`)};`,
    "import { ToastRegion } from '@business-m/ui';",
    "import { Link } from '@business-m/sdk';",
    // What is around the screen stays; without this, an edit in the kit would reach it and reload the page.
    `import.meta.hot.accept(['@business-m/ui', ${JSON.stringify(`${kitFolder}/src/theme/link.tsx`)}], () => {});`,
    'const KitLink = ({ href, ...rest }) => createElement(Link, { to: href, ...rest });',
    'const frame = (screen) => createElement(LinkContext, { value: KitLink }, createElement(ToastRegion, null, screen));',
  ];
}

/**
 * An exposed module as the desk loads it, with Fast Refresh; one that cannot be refreshed draws the new component in place of the old.
 *
 * @param kitFolder where the kit is served from its sources; null: the screen uses the shell's
 */
export function exposedModule(source: string, kitFolder: string | null): string {
  const text = JSON.stringify(source);
  return [
    ...(kitFolder === null ? ['const frame = (screen) => screen;'] : kitFrame(kitFolder)),
    "import { createElement, useSyncExternalStore } from 'react';",
    `import * as first from ${text};`,
    'let Current = first.default;',
    'const listeners = new Set();',
    'const subscribe = (listener) => (listeners.add(listener), () => listeners.delete(listener));',
    'function DevelopedScreen() { return frame(createElement(useSyncExternalStore(subscribe, () => Current))); }',
    // What is no component must fail as it would when published.
    "export default typeof Current === 'function' || Current?.$$typeof ? DevelopedScreen : Current;",
    `import.meta.hot.accept(${text}, (next) => {`,
    '  if (!next?.default || next.default === Current) return;',
    '  Current = next.default;',
    '  for (const listener of listeners) listener();',
    '});',
    'const tell = (answers) => () =>',
    "  dispatchEvent(new CustomEvent('desk:development-server', { detail: { origin: new URL(import.meta.url).origin, answers } }));",
    "import.meta.hot.on('vite:ws:disconnect', tell(false));",
    "import.meta.hot.on('vite:ws:connect', tell(true));",
  ].join('\n');
}
