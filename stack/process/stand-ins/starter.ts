// A process for tests that starts another one and then waits to be killed.
import { startChild } from '../child.ts';

const [file = '', port = '', logFile = ''] = process.argv.slice(2);
const child = startChild({ name: 'orphan', args: [file, port], cwd: process.cwd(), env: process.env, logFile });
console.log(child.pid);
setInterval(() => {}, 1_000);
