import { findPlaceholder } from '../assembly/placeholder';
import type { LocalFunctions } from '../lambda/local-functions';
import type { Permission } from '../lambda/resource-policy';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

const INVOKING: ReadonlySet<string> = new Set(['lambda:InvokeFunction', 'lambda:*', '*']);

/** Whoever is not on this machine, such as a bucket or a schedule, calls nothing on it. */
const isOfHere = (permission: Permission): boolean =>
  Object.values(permission).every((text) => !text || findPlaceholder(text) === undefined);

/** What may be called by a URL of the function's own, which is not served here, opens no other door. */
const isForUrlAlone = (reader: PropertyReader): boolean =>
  reader.optionalText('FunctionUrlAuthType') !== undefined ||
  reader.optionalBoolean('InvokedViaFunctionUrl') === true;

/** `AWS::Lambda::Permission`: without it a service's call is refused. */
export function lambdaPermission(functions: LocalFunctions): ResourceProvider {
  return {
    type: 'AWS::Lambda::Permission',
    modelled: [
      'Action',
      'FunctionName',
      'FunctionUrlAuthType',
      'InvokedViaFunctionUrl',
      'Principal',
      'SourceAccount',
      'SourceArn',
    ],
    ignorable: [],
    placeholders: ['SourceAccount', 'SourceArn'],
    provision(resource) {
      const reader = new PropertyReader(resource);
      const target = functions.find(reader.text('FunctionName'));
      if (!target) {
        throw new LocalRuntimeError(
          'UnknownFunction',
          `'${resource.logicalId}' permits calls of '${reader.text('FunctionName')}', which is not in the template`,
          'name a function of the template',
        );
      }
      const permission = {
        principal: reader.text('Principal'),
        sourceArn: reader.optionalText('SourceArn'),
        sourceAccount: reader.optionalText('SourceAccount'),
      };
      const isInvoking = INVOKING.has(reader.text('Action')) && !isForUrlAlone(reader);
      if (isInvoking && isOfHere(permission)) {
        functions.addPermission(target.arn, permission);
      }
      return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
    },
  };
}
