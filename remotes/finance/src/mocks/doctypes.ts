import { type DocTypeMeta, docTypeMetaSchema } from '@business-m/metadata';
import recorded from './doctypes.json' with { type: 'json' };

/** As the services answered when `npm run mocks` was last run. */
const read = (docType: keyof typeof recorded): DocTypeMeta => docTypeMetaSchema.parse(recorded[docType]);

export const account = read('account');
export const journalEntry = read('journal-entry');
export const customer = read('customer');
export const supplier = read('supplier');
