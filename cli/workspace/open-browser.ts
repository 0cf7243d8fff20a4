import { spawn } from 'node:child_process';

/** The command that opens an address in the person's browser, or null where there is none to open. */
function browserCommand(url: string): [string, string[]] | null {
  if (process.platform === 'darwin') return ['open', [url]];
  if (process.platform === 'win32') return ['explorer', [url]];
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? ['xdg-open', [url]] : null;
}

/** Opens an address where somebody can see it. It is printed as well, so that nothing is lost where this does nothing. */
export function openBrowser(url: string): void {
  const command = browserCommand(url);
  if (!command) return;
  const child = spawn(...command, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
