import { connect } from 'node:net';

/** Sends bytes as they are and collects everything that comes back until the connection ends. For what `fetch` would repair. */
export function rawRequest(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('latin1').on('data', (chunk) => {
      answer += chunk;
    });
    socket
      .on('end', () => resolve(answer))
      .on('close', () => resolve(answer))
      .on('error', reject);
  });
}

export const statusesOf = (answer: string) => [...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status));
