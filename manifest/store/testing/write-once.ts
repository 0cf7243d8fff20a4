import { openFileRevisions } from '../file/file-revisions.ts';

// One write of a document over its head, in a process of its own: `node write-once.ts <folder> <name> <text>`.
const [folder = '', name = '', text = ''] = process.argv.slice(2);
const documents = await openFileRevisions({ folder, check: async () => {}, log: { warn: () => {} } });
const head = await documents.head(name);
await documents.write(name, { parent: head?.number ?? null, author: { id: 'ann', name: 'Ann' }, reason: 'a test', text });
await documents.close();
