import { collectGarbage } from '../gc/collect-garbage.ts';
import { openTarget } from '../target/open-target.ts';

// A collection in a process of its own, for tests that kill it: `collect-main.ts <target> <older than> <release to keep>…`
const [address = '', olderThan = '', ...keep] = process.argv.slice(2);
const target = await openTarget(address);
await collectGarbage({ target, keep: new Set(keep), olderThan: new Date(olderThan), delete: true });
await target.close();
