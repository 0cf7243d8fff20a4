import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '@business-m/stack/process';
import { ensureWebKit } from '@business-m/stack/programs';
import { type Driver, keyCodes } from './driver.ts';

const START_MS = 90_000;
/** How WebDriver marks an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** WebKitGTK's small browser on a display of its own, over WebDriver as it is in the standard (https://www.w3.org/TR/webdriver2/). */
export async function openWebKit(): Promise<Driver> {
  const programs = ensureWebKit();
  const [port = 0] = await freePorts(1);
  const complaints: string[] = [];
  const { display, stop: stopDisplay } = await startDisplay(programs.xvfb);
  const server = spawn(programs.driver, [`--port=${port}`], {
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1', NO_AT_BRIDGE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  // The browser writes its console there (--enable-write-console-messages-to-stdout).
  for (const stream of [server.stdout, server.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      for (const line of text.split('\n')) if (/CONSOLE .*(ERROR|WARN)/.test(line)) complaints.push(line);
    });
  }
  const stop = async () => {
    await end(server);
    await stopDisplay();
  };
  try {
    const address = `http://127.0.0.1:${port}/session`;
    const { sessionId } = await openSession(address, programs.browser);
    const command = (method: string, path: string, body?: object) => send(method, `${address}/${sessionId}${path}`, body);
    const run = (source: string, args: readonly unknown[]) =>
      command('POST', '/execute/sync', { script: `return (${source})(...arguments)`, args });
    const keys = (...actions: { type: string; value: string }[]) =>
      command('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
    const stroke = (value: string) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ];
    await command('POST', '/window/rect', { width: 1280, height: 900 });
    return {
      goto: (url) => command('POST', '/url', { url }),
      evaluate: (source, ...args) => run(source, args),
      find: (source, ...args) => run(source, args),
      click: (element) => command('POST', `/element/${(element as Record<string, string>)[ELEMENT]}/click`, {}),
      type: (text) => keys(...[...text].flatMap(stroke)),
      press: (key, modifier) =>
        keys(
          ...(modifier ? [{ type: 'keyDown', value: keyCodes[modifier] }] : []),
          ...stroke(keyCodes[key]),
          ...(modifier ? [{ type: 'keyUp', value: keyCodes[modifier] }] : []),
        ),
      back: () => command('POST', '/back', {}),
      complaints: () => [...complaints],
      async close() {
        await command('DELETE', '').catch(() => {});
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openSession(address: string, binary: string): Promise<{ sessionId: string }> {
  const options = { binary, args: ['--automation', '--enable-write-console-messages-to-stdout=true'] };
  for (const end = Date.now() + START_MS; ; await delay(200)) {
    try {
      return await send('POST', address, { capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } } });
    } catch (error) {
      // Only while nothing listens yet; a refusal stays one.
      if (!(error instanceof TypeError) || Date.now() > end) throw error;
    }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: WebDriver answers whatever the command answers
async function send(method: string, url: string, body?: object): Promise<any> {
  const answer = await fetch(url, { method, ...(body ? { body: JSON.stringify(body) } : {}) });
  const { value } = (await answer.json()) as { value: { error?: string; message?: string } | null };
  if (!answer.ok) throw new Error(`WebKit: ${value?.error}: ${value?.message}`);
  return value;
}

/** A display that nobody looks at; the server chooses a free number and tells it on descriptor 3. */
async function startDisplay(program: string): Promise<{ display: string; stop: () => Promise<void> }> {
  const server = spawn(program, ['-displayfd', '3', '-screen', '0', '1280x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise<string>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3]?.once('data', (data: Buffer) => resolve(data.toString().trim()));
  });
  return { display: `:${number}`, stop: () => end(server) };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}
