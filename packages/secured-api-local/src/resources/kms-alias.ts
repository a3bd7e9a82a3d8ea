import type { Keys } from '../kms/keys';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::KMS::Alias`: another name of a key; one of a key that is not here names none. */
export function kmsAlias(keys: Keys): ResourceProvider {
  return {
    type: 'AWS::KMS::Alias',
    modelled: ['AliasName', 'TargetKeyId'],
    ignorable: [],
    placeholders: ['TargetKeyId'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const name = reader.text('AliasName');
      if (!/^alias\/(?!aws\/)[\w/-]+$/.test(name)) {
        reader.refuse('AliasName', "a name that begins with 'alias/', and not with 'alias/aws/'");
      }
      keys.addAlias(name, reader.text('TargetKeyId'));
      return { ref: name, attributes: {} };
    },
  };
}
