import { MessagesScreen } from '@business-m/documents/messages';

const topics = { 'ledger.post': 'Post the value', 'ledger.reverse': 'Reverse the posting' };

/** What the warehouse has told the ledger, and what the ledger would not take. */
export default function Messages() {
  return (
    <MessagesScreen
      scope="wms"
      title="Ledger messages"
      subtitle="What stock entries have to say to the ledger. What was refused or given up waits here until somebody retries it."
      topics={topics}
      hrefOf={({ key }) => `/wms/stock-entries/${encodeURIComponent(key)}`}
    />
  );
}
