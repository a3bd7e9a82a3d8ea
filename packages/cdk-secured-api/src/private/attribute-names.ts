import * as cognito from 'aws-cdk-lib/aws-cognito';

/** An attribute mapping by the pool's attribute names, in their order. */
export function attributeNamesOf({
  custom = {},
  ...standard
}: cognito.AttributeMapping): Record<string, string> {
  const entries = [
    ...Object.entries(standard).map(([key, value]) => [nameOf(key), value] as const),
    ...Object.entries(custom).map(([key, value]) => [customNameOf(key), value] as const),
  ];
  return Object.fromEntries(
    entries
      .flatMap(([name, attribute]) => (attribute ? [[name, attribute.attributeName] as const] : []))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** The pool's name of a standard attribute by the one of aws-cdk-lib. */
function nameOf(key: string): string {
  return (
    new cognito.ClientAttributes().withStandardAttributes({ [key]: true }).attributes()[0] ?? key
  );
}

function customNameOf(key: string): string {
  return key.startsWith('custom:') ? key : `custom:${key}`;
}
