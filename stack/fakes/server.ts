// A process for tests: answers 200 everywhere on the port it is given, says so, and ends when asked under /die.
import { createServer } from 'node:http';

const [port, ...flags] = process.argv.slice(2);
if (flags.includes('--refuse')) {
  console.error('refusing to start: no such variable');
  process.exit(3);
}
const server = createServer((request, response) => {
  response.end(process.env.FAKE_ANSWER ?? 'ok');
  if (request.url === '/die') {
    console.error('something broke');
    setImmediate(() => process.exit(4));
  }
});
server.listen(Number(port), '127.0.0.1', () => console.error(`listening on ${port}`));
if (flags.includes('--stubborn')) process.on('SIGTERM', () => console.error('not listening to SIGTERM'));
