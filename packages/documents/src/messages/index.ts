/** What a domain sends to the others, and how far it is: kept out of the package's main entry, which every first page carries. */
export { useMessageRetry, useMessagesOf } from './message-api.ts';
export { MessagesScreen, type MessagesScreenProps } from './messages-screen.tsx';
