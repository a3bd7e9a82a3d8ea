import type { Decorator, Loader } from '@storybook/react-vite';
import { CognitoProvider } from 'react-cognito-hooks';
import {
  createTestClient,
  type TestClient,
  type TestClientOptions,
} from 'react-cognito-hooks/testing';
import { MemoryRouter } from 'react-router';
import { ConfigContext } from '../src/config-context';

/** Where a story takes place: who is there, what is answered, and the address of the page. */
export interface Scene {
  /** What the client shows and is answered. @default - nobody is signed in, nothing is answered */
  readonly client?: TestClientOptions;
  /** The page's path. @default '/' */
  readonly path?: string;
}

interface Loaded {
  readonly client?: TestClient;
}

/** The parameters of a story that takes place there. */
export const scene = (what: Scene) => ({ parameters: { scene: what } });

/** Brings the story's client to the steps that it is to show. */
export const sceneLoader: Loader = async ({ parameters }) => {
  const { client: options }: Scene = parameters.scene ?? {};
  const client = createTestClient(options);
  await client.ready;
  return { client } satisfies Loaded;
};

/** The client that a story shows, for its `play`. */
export function clientOf({ loaded }: { readonly loaded: Loaded }): TestClient {
  if (!loaded.client) throw new Error('the story was shown without its loader');
  return loaded.client;
}

/** What `main.tsx` puts around the app, with the story's client. */
export const sceneDecorator: Decorator = (Story, context) => {
  const client = clientOf(context);
  const { path = '/' }: Scene = context.parameters.scene ?? {};
  return (
    <ConfigContext value={client.config}>
      <CognitoProvider client={client}>
        <MemoryRouter initialEntries={[path]}>
          <Story />
        </MemoryRouter>
      </CognitoProvider>
    </ConfigContext>
  );
};
