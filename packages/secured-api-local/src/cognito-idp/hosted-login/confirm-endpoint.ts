import { AwsError } from '../../support/aws-error';
import type { ServerAnswer } from '../../support/loopback-server';
import { confirmUser } from '../account/confirm-user';
import { html } from './html';
import type { LoginContext } from './login-context';
import { readParameters } from './login-request';
import { pageAnswer } from './page';

/**
 * `GET /confirmUser`: what the link in a sign-up's e-mail opens. It confirms without a question.
 *
 * @throws AwsError what the page of errors shows
 */
export async function answerConfirmUser(context: LoginContext): Promise<ServerAnswer> {
  const { backend, pool, request } = context;
  const parameters = readParameters(request.query);
  const [clientId, name, code] = ['client_id', 'user_name', 'confirmation_code'].map((key) =>
    parameters.get(key),
  );
  const client = backend.registry.clients().find(({ id }) => id === clientId);
  if (client?.poolId !== pool.id || name === undefined || code === undefined) {
    throw new AwsError('invalid_request', 'The link is not complete.');
  }
  await confirmUser(backend, { pool, client, name, code, force: false, clientMetadata: {} });
  return pageAnswer(context, {
    title: 'Your registration has been confirmed',
    body: html`<p>You may close this page and sign in.</p>`,
  });
}
