import { aptInstall } from './apt-install.ts';
import { findProgram } from './find-program.ts';

/** WebKitGTK keeps its small browser beside its libraries, outside of PATH. */
const miniBrowsers = ['x86_64', 'aarch64'].flatMap((machine) =>
  ['4.1', '4.0', '6.0'].map((version) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${version}`),
);

function ensure(find: () => string | null, packages: readonly string[], name: string): string {
  const found = find() ?? (aptInstall(packages) ? find() : null);
  if (!found) throw new Error(`${name} was not found: install ${packages.join(' and ')}.`);
  return found;
}

/** The path of a Firefox, installed first where possible. */
export function ensureFirefox(): string {
  return ensure(() => findProgram(['firefox-esr', 'firefox']), ['firefox-esr'], 'Firefox');
}

/** WebKit's WebDriver server, the browser that it starts, and a display for it, installed first where possible. */
export function ensureWebKit(): { driver: string; browser: string; xvfb: string } {
  const packages = ['webkit2gtk-driver', 'xvfb'];
  return {
    driver: ensure(() => findProgram(['WebKitWebDriver']), packages, 'WebKitWebDriver'),
    browser: ensure(() => findProgram(['MiniBrowser'], miniBrowsers.join(':')), packages, 'WebKit’s MiniBrowser'),
    xvfb: ensure(() => findProgram(['Xvfb']), packages, 'Xvfb'),
  };
}
