import type { Template } from './template';

/** The type of a web distribution, which does not exist on this machine. */
export const DISTRIBUTION = 'AWS::CloudFront::Distribution';

/** What a web distribution's own domain reads until the web origin takes its place. */
export const DISTRIBUTION_DOMAIN = 'distribution.secured-api-local.invalid';

/** Where a page is served from that was told nothing else. */
export const DEFAULT_WEB_ORIGIN = 'http://localhost:5173';

const RELYING_PARTY = 'WebAuthnRelyingPartyID';

/** Domains that templates give their web distributions, as far as they are written out. */
export function distributionAliases(templates: readonly Template[]): string[] {
  return templates.flatMap(({ Resources }) =>
    Object.values(Resources)
      .filter(({ Type }) => Type === DISTRIBUTION)
      .flatMap(({ Properties }) => aliasesOf(Properties?.DistributionConfig)),
  );
}

function aliasesOf(config: unknown): string[] {
  if (typeof config !== 'object' || config === null || !('Aliases' in config)) return [];
  const { Aliases: aliases } = config;
  if (!Array.isArray(aliases)) return [];
  return aliases.filter((alias: unknown) => typeof alias === 'string');
}

/**
 * Puts the web origin, such as `http://localhost:5173`, where a value names a web distribution: by
 * its own domain anywhere, by an alias where the value is its origin or a URL of it.
 */
export function withWebOrigin(
  value: unknown,
  webOrigin: string,
  aliases: readonly string[] = [],
): unknown {
  if (typeof value === 'string') return textWithWebOrigin(value, webOrigin, aliases);
  if (Array.isArray(value)) return value.map((item) => withWebOrigin(item, webOrigin, aliases));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === RELYING_PARTY
        ? relyingPartyOf(item, webOrigin, aliases)
        : withWebOrigin(item, webOrigin, aliases),
    ]),
  );
}

/** Passkeys belong to a host, without a port: that of the web origin for a distribution's domain. */
function relyingPartyOf(value: unknown, webOrigin: string, aliases: readonly string[]): unknown {
  const isOurs = (name: unknown): boolean =>
    name === DISTRIBUTION_DOMAIN ||
    aliases.some((alias) => alias === name || alias.endsWith(`.${String(name)}`));
  return isOurs(value) ? new URL(webOrigin).hostname : value;
}

function textWithWebOrigin(text: string, webOrigin: string, aliases: readonly string[]): string {
  const alias = aliases
    .map((name) => `https://${name}`)
    .find((origin) => text === origin || text.startsWith(`${origin}/`));
  if (alias !== undefined) return webOrigin + text.slice(alias.length);
  return text
    .replaceAll(`https://${DISTRIBUTION_DOMAIN}`, webOrigin)
    .replaceAll(DISTRIBUTION_DOMAIN, new URL(webOrigin).host);
}
