import { STANDARD_SCHEMA } from '../cognito-idp/pool/standard-attributes';
import type { SchemaAttribute } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

const TYPES = ['String', 'Number', 'Boolean'] as const;

/** The attributes of a pool: the standard ones, as its `Schema` changes them, and its own. */
export function readUserPoolSchema(reader: PropertyReader): readonly SchemaAttribute[] {
  const given = reader.objects('Schema').map((attribute) => readAttribute(attribute));
  const names = new Set(given.map(({ name }) => name));
  return [...STANDARD_SCHEMA.filter(({ name }) => !names.has(name)), ...given];
}

function readAttribute(reader: PropertyReader): SchemaAttribute {
  const given = reader.text('Name');
  const standard = STANDARD_SCHEMA.find(({ name }) => name === given);
  const type = reader.optionalText('AttributeDataType') ?? standard?.type ?? 'String';
  if (reader.optionalBoolean('DeveloperOnlyAttribute') === true) {
    reader.refuse('DeveloperOnlyAttribute', 'false: developer attributes are not modelled');
  }
  const text = reader.optionalObject('StringAttributeConstraints');
  const number = reader.optionalObject('NumberAttributeConstraints');
  return {
    name: standard === undefined ? `custom:${given.replace(/^custom:/, '')}` : given,
    type:
      TYPES.find((known) => known === type) ?? reader.refuse('AttributeDataType', TYPES.join(', ')),
    required: reader.optionalBoolean('Required') ?? false,
    mutable: reader.optionalBoolean('Mutable') ?? true,
    minLength: text?.optionalNumber('MinLength') ?? standard?.minLength,
    maxLength: text?.optionalNumber('MaxLength') ?? standard?.maxLength ?? 2048,
    minValue: number?.optionalNumber('MinValue') ?? standard?.minValue,
    maxValue: number?.optionalNumber('MaxValue') ?? standard?.maxValue,
  };
}
