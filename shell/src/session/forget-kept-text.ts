import { keptTextOf, type User } from '@business-m/sdk';

/** Deletes what a user has typed and not saved, in this tab and all others, where forms then stop keeping it. Never rejects. */
export const forgetKeptText = (user: User): Promise<void> =>
  new Promise<void>((done) => {
    // Throws where storage is blocked: then nothing was kept.
    const deleting = indexedDB.deleteDatabase(keptTextOf(user));
    // Blocked by a tab that sleeps: it is deleted once that wakes.
    deleting.onsuccess = deleting.onerror = deleting.onblocked = () => done();
  }).catch(() => {});
