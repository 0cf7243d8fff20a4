export { absentAsNull, isNoResponders, isWrongSequence, natsReason } from './errors.ts';
export { atMost, type NatsLinkOptions, type NatsStatus, openNatsLink, pause } from './link.ts';
export { hostsOf, type NatsAccess, openConnection } from './open-connection.ts';
export { type NatsVariables, readNatsVariables } from './read-variables.ts';
