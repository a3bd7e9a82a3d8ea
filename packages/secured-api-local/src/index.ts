export type { ClientConfig } from './client-config/client-config';
export type { Inbox, InboxMessage } from './delivery/inbox';
export type { Local, StartOptions } from './local';
export type { Access, AccessMatrix, RouteAccess, Verdict } from './matrix/access-matrix';
export { type MatrixOptions, readMatrix } from './matrix/read-matrix';
export { startLocal } from './start-local';
export type { AdjustableClock } from './support/clock';
export { LocalRuntimeError } from './support/local-runtime-error';
export { createLog, type Log } from './support/log';
