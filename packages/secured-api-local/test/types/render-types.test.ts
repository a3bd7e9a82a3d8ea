import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { renderTypes } from '../../src/types/render-types';

/** A stand-in for the hooks' declarations: what the written file augments. */
const HOOKS = `export interface Register {}
type Routes = Register extends { routes: infer R } ? R : Record<string, object>;
export function useApi(): <Route extends keyof Routes & string>(
  route: Route,
) => Promise<Routes[Route] extends { response: infer R } ? R : unknown>;
`;
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc');

/** What the compiler says of a program that uses the written types. */
function compile(routeKeys: readonly string[], program: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'types-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const hooks = join(folder, 'node_modules/react-cognito-hooks');
  mkdirSync(hooks, { recursive: true });
  writeFileSync(join(hooks, 'package.json'), '{"types":"index.d.ts"}');
  writeFileSync(join(hooks, 'index.d.ts'), HOOKS);
  writeFileSync(join(folder, 'routes.ts'), renderTypes(routeKeys));
  writeFileSync(join(folder, 'program.ts'), program);
  const options = ['--strict', '--noEmit', '--module', 'esnext', '--moduleResolution', 'bundler'];
  const files = ['routes.ts', 'program.ts'];
  try {
    execFileSync(process.execPath, [TSC, '--ignoreConfig', ...options, ...files], {
      cwd: folder,
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String(Object(error).stdout);
  }
}

const ROUTES = ['GET /users/{id}', 'ANY /files/{path+}', '$default'];

describe('written types', () => {
  test('let routes be called that there are, with what they answer', () => {
    const said = compile(
      ROUTES,
      `import { useApi } from 'react-cognito-hooks';
import type { IamRouteEvent } from './routes';
declare module './routes' {
  interface RouteBodies {
    'GET /users/{id}': { response: { name: string } };
  }
}
export const name: Promise<string> = useApi()('GET /users/{id}').then((user) => user.name);
export const file: Promise<unknown> = useApi()('PUT /files/{path+}');
export const caller = (event: IamRouteEvent): string | undefined =>
  event.requestContext.authorizer.iam.cognitoIdentity?.identityId;
`,
    );

    expect(said).toBe('');
  });

  test.each(['GET /users', 'POST /users/{id}', 'ANY /files/{path+}', '$default'])(
    'let %s not be called, which there is not',
    (route) => {
      const program = `import { useApi } from 'react-cognito-hooks';\nuseApi()('${route}');\n`;

      expect(compile(ROUTES, program)).toContain(
        'is not assignable to parameter of type \'"DELETE /files/{path+}" |',
      );
    },
  );

  test('name each route once, in one order', () => {
    const text = renderTypes(['PUT /b', 'GET /a', 'GET /a']);

    expect(text).toContain('export type RouteKey =\n  | "GET /a"\n  | "PUT /b";');
  });

  test('are there without routes, too', () => {
    expect(renderTypes([])).toContain('export type RouteKey =\n  never;');
  });
});
