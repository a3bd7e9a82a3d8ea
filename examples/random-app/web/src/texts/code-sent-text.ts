import type { CodeDelivery } from 'react-cognito-hooks';

/** Tells where a code went; Cognito masks the address. */
export function codeSentText({ destination, deliveryMedium }: CodeDelivery): string {
  const how = deliveryMedium === 'SMS' ? 'text message' : 'e-mail';
  return destination ? `We sent a code by ${how} to ${destination}.` : `We sent a code by ${how}.`;
}
