import type { CodeDelivery } from 'react-cognito-hooks';

/** Tells where a code or a link went; Cognito masks the address. */
export function codeSentText(
  { destination, deliveryMedium }: CodeDelivery,
  what: 'code' | 'link' = 'code',
): string {
  const how = deliveryMedium === 'SMS' ? 'text message' : 'e-mail';
  const sent = `We sent a ${what} by ${how}`;
  return destination ? `${sent} to ${destination}.` : `${sent}.`;
}
