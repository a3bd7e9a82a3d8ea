/** A user's attributes by name, such as `{ email: 'jane@example.com' }`. */
export type UserAttributes = Readonly<Record<string, string>>;

/** Converts attributes to the list that Cognito takes. */
export const toAttributeList = (attributes: UserAttributes = {}) =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
