// A process for tests that starts another one, prints its process id, and then waits to be killed.
import { join } from 'node:path';
import { startNats } from '../backing/nats.ts';
import { startPostgres } from '../backing/postgres.ts';
import { startChild } from '../process/child.ts';

const [kind = '', folder = ''] = process.argv.slice(2);
const server = join(import.meta.dirname, 'server.ts');
const start = {
  child: () => startChild({ name: 'fake', args: [server, '0'], cwd: folder, env: process.env, logFile: join(folder, 'fake.log') }),
  nats: () => startNats({ folder }),
  postgres: () => startPostgres({ folder, durable: false }),
};
const { pid } = await start[kind as keyof typeof start]();
console.log(pid);
setInterval(() => {}, 1_000);
