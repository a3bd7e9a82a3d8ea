// Two modules, so that a server's components may use the client and only meet the hooks' boundary.
export * from './client';
export * from './hooks';
