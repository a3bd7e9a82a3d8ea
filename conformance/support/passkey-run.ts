import { CognitoAuth, type CognitoAuthProps } from 'cdk-secured-api';
import { type Local, startLocal } from 'secured-api-local';
import { quiet } from './quiet-log';
import { type AppSite, serveApp } from './serve-app';
import { stackAssembly } from './stack-assembly';

/** A page, and the pool whose passkeys it uses. */
export interface PasskeyRun {
  readonly site: AppSite;
  readonly local: Local;
  stop(): Promise<void>;
}

/** What such a pool has beside its passkeys. */
export type PasskeyRunOptions = Pick<CognitoAuthProps, 'hostedLogin'>;

/** Serves the pages of `entry` and runs a pool that takes passkeys beside them. */
export async function startPasskeyRun(
  entry: URL,
  optionsFor: (origin: string) => PasskeyRunOptions = () => ({}),
): Promise<PasskeyRun> {
  const site = await serveApp(entry);
  const assembly = stackAssembly((stack) => {
    new CognitoAuth(stack, 'Auth', {
      selfSignUp: true,
      allowedFirstAuthFactors: { password: true, passkey: true },
      passkeyRelyingPartyId: 'localhost',
      ...optionsFor(site.origin),
    });
  });
  const { folder } = assembly;
  const local = await startLocal({ assembly: folder, port: 0, webOrigin: site.origin, log: quiet });
  if (local.config === null) throw new Error('the template has no client config');
  site.setConfig(local.config);
  return {
    site,
    local,
    stop: async () => {
      await local.stop();
      await site.stop();
      assembly.remove();
    },
  };
}
