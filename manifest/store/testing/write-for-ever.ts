import { openNatsRevisions } from '../nats/nats-revisions.ts';

// Writes one revision after the other until it is killed: `node write-for-ever.ts <NATS URL> <bucket> <author>`.
const [url = '', bucket = '', id = ''] = process.argv.slice(2);
const documents = openNatsRevisions({ servers: [url], bucket, log: { info: () => {}, warn: () => {} } });
let parent = (await documents.head('prod'))?.number ?? null;
for (let count = 0; ; count += 1) {
  parent = (await documents.write('prod', { parent, author: { id, name: id }, reason: `${count}`, text: `{"count":${count}}` })).number;
}
