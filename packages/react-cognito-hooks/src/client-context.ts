import { createContext } from 'react';
import type { CognitoClient } from './core/cognito-client';

/** The client of the nearest provider. */
export const ClientContext = /* @__PURE__ */ createContext<CognitoClient | null>(null);
