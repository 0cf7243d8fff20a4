import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { mapStack } from './map-stack.ts';

// A process of its own, which the gateway ends when it takes too long or too much memory: reading JSON cannot be interrupted.
// It reads a line `{"stack":…,"integrity":…}` and then the maps, and writes the mapped stack.
const input = await buffer(process.stdin);
const end = input.indexOf('\n');
const { stack, integrity } = JSON.parse(input.toString('utf8', 0, end));
const maps = input.subarray(end + 1);
if (`sha384-${createHash('sha384').update(maps).digest('base64')}` !== integrity) process.exit(3);
process.stdout.write(mapStack(stack, JSON.parse(maps.toString('utf8'))));
