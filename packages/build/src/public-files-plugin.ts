import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { filePathSchema } from '@business-m/contract';
import type { Plugin } from 'vite';

const BASE_URL = /\bimport\.meta\.env\.BASE_URL\b/g;
/** Chunks lie in the release's folder, whatever address that has; the modules of a dev server lie anywhere below its own. */
const baseOf = {
  build: "import.meta.url.replace(/[?#].*$/, '').replace(/[^/]*$/, '')",
  serve: "(new URL(import.meta.url).origin + '/')",
};

/**
 * The files of a remote's `public/` as files of its release, and `import.meta.env.BASE_URL` as the address below which they are. Vite would copy
 * them beside the build, where `remote.json` does not list them, and say `./`, which on the desk's page is an address of the desk.
 */
export function publicFiles(): Plugin[] {
  return [publicAddress(), emittedFiles()];
}

/** `import.meta.env.BASE_URL`: also in a remote's workers, which are built by themselves. */
export function publicAddress(): Plugin {
  let command: keyof typeof baseOf = 'build';
  return {
    name: 'desk:public-address',
    enforce: 'pre',
    configResolved(config) {
      command = config.command;
    },
    transform(code, id) {
      if (!/\.[cm]?[jt]sx?(?:\?|$)/.test(id) || !code.includes('import.meta.env.BASE_URL')) return null;
      return { code: code.replaceAll(BASE_URL, baseOf[command]), map: null };
    },
  };
}

function emittedFiles(): Plugin {
  let folder = '';
  return {
    name: 'desk:public-files',
    config: () => ({ build: { copyPublicDir: false } }),
    configResolved(config) {
      folder = config.publicDir;
    },
    generateBundle: {
      order: 'pre',
      handler() {
        if (!folder) return;
        for (const path of listFiles(folder)) {
          const fileName = relative(folder, path).replaceAll(sep, '/');
          const refused = refusalOf(fileName);
          if (refused) this.error(`public/${fileName} cannot be a file of the release: ${refused}.`);
          this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
        }
      },
    },
  };
}

/** What a build writes itself, and what a release's description cannot name. */
function refusalOf(fileName: string): string | undefined {
  if (/^(?:remoteEntry\.js|remote\.json|signature\.json)$/.test(fileName)) return 'the build writes a file of that name';
  return filePathSchema.safeParse(fileName).error?.issues[0]?.message;
}

/** Without what an operating system leaves in folders. */
function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
      entry.isFile() && !entry.name.startsWith('.') ? [join(entry.parentPath, entry.name)] : [],
    );
  } catch {
    // Most remotes have none.
    return [];
  }
}
