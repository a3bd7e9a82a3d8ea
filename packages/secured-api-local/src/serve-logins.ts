import type { Cloud } from './cloud';
import { createLoginServer } from './cognito-idp/hosted-login/login-server';
import type { Foundation } from './foundation';
import { listen } from './listen';
import type { TlsCertificate } from './support/loopback-server';
import type { RequestLog } from './support/request-log';

/** Options of serving hosted logins. */
export interface ServeLoginsOptions {
  readonly foundation: Foundation;
  readonly cloud: Cloud;
  readonly requests: RequestLog;
  /** The first port to try; 0 takes any. */
  readonly firstPort: number;
  /** Left out for http. */
  readonly tls?: TlsCertificate;
}

/** The hosted login of a pool, which listens. */
export interface ServedLogin {
  readonly poolId: string;
  /** Such as `http://localhost:4002`. */
  readonly url: string;
  /** Its host names on AWS. */
  readonly hosts: readonly string[];
  close(): Promise<void>;
}

/** Serves the hosted login of every pool that has a domain: one pool is one origin. */
export async function serveLogins({
  foundation,
  cloud: { userPools },
  requests,
  firstPort,
  tls,
}: ServeLoginsOptions): Promise<ServedLogin[]> {
  const domains = userPools.domains();
  const scheme = tls === undefined ? 'http' : 'https';
  const served: ServedLogin[] = [];
  try {
    for (const poolId of new Set(domains.map((domain) => domain.poolId))) {
      const login = userPools.hostedLogin(poolId, { scheme, requests });
      const server = createLoginServer({ ...foundation, login, tls });
      const port = await listen(server, firstPort && firstPort + served.length, false);
      const url = `${scheme}://localhost:${port}`;
      userPools.setLoginUrl(poolId, url);
      served.push({
        poolId,
        url,
        hosts: domains.filter((domain) => domain.poolId === poolId).map(({ host }) => host),
        close: () => server.close(),
      });
    }
    return served;
  } catch (error) {
    await Promise.all(served.map((login) => login.close()));
    throw error;
  }
}
