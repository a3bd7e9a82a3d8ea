type Urls = Readonly<Record<string, string>>;

/** Tells AWS's services, named as `DYNAMODB`, from web servers, named by their origin. */
export function splitEndpoints(endpoints: Urls): { services: Urls; webServers: Urls } {
  const all = Object.entries(endpoints);
  const isWebServer = ([name]: readonly [string, string]): boolean => name.includes('://');
  return {
    services: Object.fromEntries(all.filter((entry) => !isWebServer(entry))),
    webServers: Object.fromEntries(all.filter(isWebServer)),
  };
}
