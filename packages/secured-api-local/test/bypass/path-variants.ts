/** The same path as an attacker, a proxy or a careless client would write it. */
export function pathVariants(path: string, port: number): readonly string[] {
  const cut = path.lastIndexOf('/');
  const [folder, leaf] = [path.slice(0, cut), path.slice(cut + 1)];
  const first = leaf.charAt(0);
  const escaped = `%${first.charCodeAt(0).toString(16)}`;
  return [
    path,
    `${path}?x=1`,
    `${path}?/../other`,
    `${path}/`,
    `${path}//`,
    `/${path}`,
    `${folder}//${leaf}`,
    `/.${path}`,
    `${folder}/./${leaf}`,
    `/x/..${path}`,
    `/..${path}`,
    `${path}/..`,
    `${path}/../${leaf}`,
    `/%2e%2e${path}`,
    `/x/%2E.${path}`,
    `${folder}/..;/${leaf}`,
    path.slice(1) === '' ? '/%2F' : `/${path.slice(1).replaceAll('/', '%2F')}`,
    `${path}%2F`,
    `${path}%2f..%2f${leaf}`,
    `${path}%252Fx`,
    `${folder}/%252e%252e/${leaf}`,
    `${path}%3F`,
    `${path}%3Fx=1`,
    `${path}%00`,
    `${path}%00.json`,
    `/%00${path}`,
    `${path}%20`,
    `${path}%09`,
    `${path};v=1`,
    `${path}.json`,
    `${path}%5C..`,
    `${path}%EF%BC%8Fx`,
    `${path}%C0%AFx`,
    `${path}%E2%80%8B`,
    `${path}%zz`,
    path.toUpperCase(),
    path.toLowerCase(),
    ...(folder === '' ? [] : [`${folder}%2F${leaf}`]),
    ...(leaf === '' ? [] : [`${folder}/${escaped}${leaf.slice(1)}`]),
    `http://localhost:${port}${path}`,
    `http://other.example${path}`,
  ];
}

/** Concrete paths of a shape: each route with its variables filled in, and what is nobody's. */
export function pathsOf(routeKeys: readonly string[], values: readonly string[]): string[] {
  const paths = routeKeys.flatMap((key) => {
    const [, template = '/anything'] = key.split(' ');
    return values.map((value) => template.replace(/\{[^}]*\}/g, value));
  });
  return [...new Set([...paths, '/nowhere'])];
}
