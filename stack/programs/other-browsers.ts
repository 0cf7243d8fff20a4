import { join } from 'node:path';
import { ensureProgram, findInPath, isExecutable } from './find-program.ts';

/** WebKitGTK keeps its small browser beside its libraries, outside of PATH. */
const miniBrowsers = ['x86_64', 'aarch64'].flatMap((machine) =>
  ['4.1', '4.0', '6.0'].map((version) => join(`/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}`, 'MiniBrowser')),
);

function ensure(title: string, packages: readonly string[], find: () => string | null): string {
  return ensureProgram({ title, packages, remedy: `install ${packages.join(' and ')}` }, find);
}

/** The path of a Firefox, installed first where possible. */
export const ensureFirefox = (): string => ensure('Firefox', ['firefox-esr'], () => findInPath(['firefox-esr', 'firefox']));

/** WebKit's WebDriver server, the browser that it starts, and a display for it, installed first where possible. */
export function ensureWebKit(): { driver: string; browser: string; xvfb: string } {
  const packages = ['webkit2gtk-driver', 'xvfb'];
  return {
    driver: ensure('WebKitWebDriver', packages, () => findInPath(['WebKitWebDriver'])),
    browser: ensure('MiniBrowser of WebKit', packages, () => miniBrowsers.find(isExecutable) ?? null),
    xvfb: ensure('Xvfb', packages, () => findInPath(['Xvfb'])),
  };
}
