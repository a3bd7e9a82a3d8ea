import { expect, test } from 'vitest';
import { createAttributesRoom } from '../../src/core/account-attributes';
import { internalsOf } from '../../src/core/client-internals';
import { PASSWORD, setUpSignedIn, signIn } from '../support/set-up';

const PROFILE = { Username: 'joe', UserAttributes: [{ Name: 'email', Value: 'joe@example.com' }] };
const SENT = { AttributeName: 'email', DeliveryMedium: 'EMAIL', Destination: 'j***@s***' };

test('the codes of one user do not lengthen the wait of the next', async () => {
  const { client, cognito } = await setUpSignedIn();
  cognito.pool.addUser({ username: 'joe@example.com', password: PASSWORD });
  for (let reads = 0; reads < 2; reads += 1) cognito.answerNext('GetUser', PROFILE);
  const room = createAttributesRoom(internalsOf(client));
  const send = async () => {
    cognito.answerNext('GetUserAttributeVerificationCode', { CodeDeliveryDetails: SENT });
    const before = Date.now();
    await room.sendCode('email');
    const { awaited } = room.getSnapshot().data ?? {};
    return (awaited?.email?.resendAvailableAt ?? 0) - before;
  };
  await room.reload();
  for (let sent = 0; sent < 3; sent += 1) await send();

  await signIn(client, 'joe@example.com');
  await room.reload();
  const waitMs = await send();

  expect(waitMs).toBeGreaterThanOrEqual(30_000);
  expect(waitMs).toBeLessThan(60_000);
});

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
