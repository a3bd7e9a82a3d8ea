import { expect, test } from 'vitest';
import { createAttributesRoom } from '../../src/core/account-attributes';
import { internalsOf } from '../../src/core/client-internals';
import { PASSWORD, setUpSignedIn, signIn } from '../support/set-up';

const PROFILE = { Username: 'joe', UserAttributes: [{ Name: 'email', Value: 'joe@example.com' }] };
const SENT = { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@s***' };

test('an answer that comes after another user has signed in is not shown to them', async () => {
  const { client, cognito } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  cognito.answerNext('UpdateUserAttributes', { CodeDeliveryDetailsList: [SENT] });
  for (let reads = 0; reads < 2; reads += 1) cognito.answerNext('GetUser', PROFILE);
  const room = createAttributesRoom(internalsOf(client));
  const answer = cognito.hold('UpdateUserAttributes');

  const updated = room.update({ email: 'secret@example.com' });
  await answer.arrived;
  await signIn(client, 'joe@example.com');
  answer.release();
  const result = await updated;
  await room.reload();

  expect(result).toMatchObject({ ok: false });
  expect(room.getSnapshot().data).toEqual({ values: { email: 'joe@example.com' }, awaited: {} });
});
