export { absentAsNull, isNoResponders, isWrongSequence, natsReason } from './errors.ts';
export { type NatsLinkOptions, type NatsStatus, openNatsLink } from './link.ts';
export { hostsOf, type NatsAccess, openConnection } from './open-connection.ts';
export { type NatsVariables, readNatsVariables } from './read-variables.ts';
export { atMost, pause } from './wait.ts';
