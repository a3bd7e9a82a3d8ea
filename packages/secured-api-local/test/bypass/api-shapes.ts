/** How a route of a shape is protected. */
export type Protection = 'open' | 'iam' | 'jwt' | 'unheldScope' | 'lambda';

export type RoleName = 'guests' | 'users' | 'admins' | 'editors';

/** An API, in the words of its author; a grant is `METHOD /path` with IAM's asterisks. */
export interface ApiShape {
  readonly name: string;
  readonly routes: Readonly<Record<string, Protection>>;
  readonly grants?: Readonly<Partial<Record<RoleName, readonly string[]>>>;
  readonly denies?: Readonly<Partial<Record<RoleName, readonly string[]>>>;
  /** Default: `$default`. */
  readonly stages?: readonly string[];
  readonly trailingSlash?: '404' | 'match';
  readonly cors?: boolean;
}

/** In a grant: the caller's own identity. */
export const OWN = `\${cognito-identity.amazonaws.com:sub}`;

const CRUD = {
  'GET /items': 'iam',
  'GET /items/{id}': 'iam',
  'DELETE /items/{id}': 'iam',
} as const;

/** APIs of every form that routes, stages and authorizers take. */
export const API_SHAPES: readonly ApiShape[] = [
  {
    name: 'one open and one private route',
    routes: { 'GET /public': 'open', 'GET /private': 'iam' },
    grants: { users: ['GET /private'] },
  },
  { name: 'nothing granted', routes: { 'GET /a': 'iam', 'POST /a': 'iam', 'GET /a/{b}': 'iam' } },
  {
    name: 'everything granted to one group',
    routes: { ...CRUD, 'GET /open': 'open' },
    grants: { admins: ['* /*'] },
  },
  {
    name: 'reads for users, writes for editors',
    routes: { ...CRUD, 'PUT /items/{id}': 'iam' },
    grants: {
      users: ['GET /items', 'GET /items/*'],
      editors: ['GET /items', 'GET /items/*', 'PUT /items/*', 'DELETE /items/*'],
    },
  },
  {
    name: 'a variable beside a word',
    routes: { 'GET /items/{id}': 'iam', 'GET /items/secret': 'iam' },
    grants: { users: ['GET /items/*'], admins: ['GET /items/secret'] },
    denies: { users: ['GET /items/secret'] },
  },
  {
    name: 'a variable before a word',
    routes: { 'GET /items/{id}': 'iam', 'GET /items/{id}/admin': 'iam' },
    grants: { users: ['GET /items/*'], admins: ['GET /items/*/admin'] },
    denies: { users: ['GET /items/*/admin'] },
  },
  {
    name: 'an open word beside a private variable',
    routes: { 'GET /items/{id}': 'iam', 'GET /items/public': 'open' },
    grants: { users: ['GET /items/*'] },
  },
  {
    name: 'a private word beside an open variable',
    routes: { 'GET /items/{id}': 'open', 'GET /items/private': 'iam' },
    grants: { users: ['GET /items/private'] },
  },
  {
    name: 'an open greedy route over private ones',
    routes: { 'GET /{proxy+}': 'open', 'GET /admin': 'iam', 'GET /admin/{x}': 'iam' },
    grants: { admins: ['GET /admin', 'GET /admin/*'] },
  },
  {
    name: 'a private greedy route over an open one',
    routes: { 'GET /{proxy+}': 'iam', 'GET /health': 'open' },
    grants: { users: ['GET /*'] },
  },
  {
    name: 'greedy below greedy',
    routes: { 'GET /{all+}': 'open', 'GET /files/{path+}': 'iam', 'GET /files/top': 'iam' },
    grants: { users: ['GET /files/*'], admins: ['GET /files/top'] },
    denies: { users: ['GET /files/top'] },
  },
  {
    name: 'a private default',
    routes: { $default: 'iam', 'GET /open': 'open' },
    grants: { users: ['GET /*'], admins: ['* /*'] },
  },
  {
    name: 'an open default over private routes',
    routes: { $default: 'open', 'GET /private': 'iam', 'POST /private': 'iam' },
    grants: { users: ['GET /private'] },
  },
  {
    name: 'ANY beside a verb',
    routes: { 'ANY /items': 'iam', 'GET /items': 'open' },
    grants: { editors: ['POST /items', 'DELETE /items'] },
  },
  {
    name: 'a private verb beside an open ANY',
    routes: { 'ANY /items': 'open', 'DELETE /items': 'iam' },
    grants: { admins: ['DELETE /items'] },
  },
  {
    name: 'routes of their owners',
    routes: { 'GET /users/{id}': 'iam', 'GET /users/{id}/notes/{note}': 'iam' },
    grants: { users: [`GET /users/${OWN}`, `GET /users/${OWN}/notes/*`], admins: ['GET /users/*'] },
  },
  {
    name: 'guests',
    routes: { 'GET /shop': 'iam', 'GET /shop/{id}': 'iam', 'POST /orders': 'iam' },
    grants: {
      guests: ['GET /shop', 'GET /shop/*'],
      users: ['GET /shop', 'GET /shop/*', 'POST /orders'],
    },
  },
  {
    name: 'a named stage',
    stages: ['prod'],
    routes: { 'GET /private': 'iam', 'GET /prod': 'iam', 'GET /open': 'open' },
    grants: { users: ['GET /private'] },
  },
  {
    name: 'two stages',
    stages: ['$default', 'dev'],
    routes: { 'GET /private': 'iam', 'GET /dev/{x}': 'iam', 'GET /open': 'open' },
    grants: { users: ['GET /private'] },
  },
  {
    name: 'tokens',
    routes: { 'GET /me': 'jwt', 'GET /me/{x+}': 'jwt', 'GET /scoped': 'unheldScope' },
  },
  {
    name: 'a function that authorizes',
    routes: { 'GET /asked': 'lambda', 'POST /asked/{x}': 'lambda', 'GET /open': 'open' },
  },
  {
    name: 'every kind of authorization',
    cors: true,
    routes: {
      'GET /open': 'open',
      'GET /iam': 'iam',
      'GET /jwt': 'jwt',
      'GET /lambda': 'lambda',
      'ANY /{proxy+}': 'iam',
    },
    grants: { users: ['GET /iam'], admins: ['* /*'] },
  },
  {
    name: 'the root',
    routes: { 'GET /': 'iam', 'POST /': 'open', 'GET /{x}': 'iam' },
    grants: { users: ['GET /'], admins: ['GET /*'] },
  },
  {
    name: 'a trailing slash that matches',
    trailingSlash: 'match',
    routes: { 'GET /items': 'iam', 'GET /items/{id}': 'iam', 'GET /{all+}': 'open' },
    grants: { users: ['GET /items'], admins: ['GET /items*'] },
  },
  {
    name: 'words in two cases',
    routes: { 'GET /Admin': 'iam', 'GET /admin': 'open', 'GET /ADMIN/{x}': 'iam' },
    grants: { admins: ['GET /Admin', 'GET /ADMIN/*'] },
  },
];
