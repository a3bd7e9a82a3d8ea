import type { LocalFunctions } from '../lambda/local-functions';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { PropertyReader } from './property-reader';
import type { ResourceProvider } from './provider';

/** `AWS::Lambda::Permission`: without it a service's call is refused. */
export function lambdaPermission(functions: LocalFunctions): ResourceProvider {
  return {
    type: 'AWS::Lambda::Permission',
    modelled: ['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn'],
    ignorable: [],
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
      if (['lambda:InvokeFunction', 'lambda:*', '*'].includes(reader.text('Action'))) {
        functions.addPermission(target.arn, {
          principal: reader.text('Principal'),
          sourceArn: reader.optionalText('SourceArn'),
          sourceAccount: reader.optionalText('SourceAccount'),
        });
      }
      return { ref: resource.logicalId, attributes: { Id: resource.logicalId } };
    },
  };
}
