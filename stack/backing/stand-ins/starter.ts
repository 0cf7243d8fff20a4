// A process for tests that starts one backing server, says its process id, and then waits to be killed.
import { startNats, startPostgres } from '../index.ts';

const [kind = '', folder = ''] = process.argv.slice(2);
const server = kind === 'nats' ? await startNats({ folder }) : await startPostgres({ folder, durable: false });
console.log(server.pid);
setInterval(() => {}, 1_000);
