import '../process/leash.ts';
import { root } from '../workspace.ts';
import { buildApps } from './build-apps.ts';

const built = await buildApps(root, (line) => console.log(line));
if (built.length === 0) console.log('Nothing changed since the last build.');
