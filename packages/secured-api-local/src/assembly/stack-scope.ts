import { stackArn } from '../resources/cloudformation-stack';
import type { Provisioned } from '../resources/provider';
import type { Environment } from '../support/environment';
import { LocalRuntimeError } from '../support/local-runtime-error';
import { holds, type Scope } from './intrinsics';
import type { AssemblyStack } from './read-manifest';

/** What intrinsic functions of one stack can see while it is being provisioned. */
export interface StackScopeOptions {
  readonly stack: AssemblyStack;
  readonly environment: Environment;
  readonly parameters: Readonly<Record<string, string>>;
  readonly provisioned: ReadonlyMap<string, Provisioned>;
  readonly exports: ReadonlyMap<string, unknown>;
}

/** Makes the scope of a stack. */
export function createStackScope(options: StackScopeOptions): Scope {
  const { stack, provisioned } = options;
  const pseudo = pseudoParameters(options);
  const conditions = new Map<string, boolean>();
  const open = new Set<string>();

  const missing = (what: string): LocalRuntimeError =>
    new LocalRuntimeError(
      'UnknownReference',
      `stack '${stack.name}' refers to ${what}`,
      'synthesize again, or include the stack that has it',
    );

  const scope: Scope = {
    stackName: stack.name,
    template: stack.template,
    ref(name) {
      const known = pseudo.get(name) ?? provisioned.get(name)?.ref;
      return (
        known ?? parameterValue(name, options) ?? fail(missing(`'${name}', which is not there`))
      );
    },
    getAtt(logicalId, attribute) {
      const value = provisioned.get(logicalId)?.attributes[attribute];
      return value ?? fail(missing(`'${logicalId}.${attribute}', which is not modelled`));
    },
    importValue: (name) =>
      options.exports.get(name) ?? fail(missing(`the export '${name}' of another stack`)),
    condition(name) {
      const known = conditions.get(name);
      if (known !== undefined) return known;
      if (open.has(name)) throw circular(stack.name, name);
      open.add(name);
      const result = holds(stack.template.Conditions?.[name], scope);
      open.delete(name);
      conditions.set(name, result);
      return result;
    },
  };
  return scope;
}

function circular(stackName: string, condition: string): LocalRuntimeError {
  return new LocalRuntimeError(
    'CircularDependency',
    `stack '${stackName}' has a circular dependency through the condition '${condition}'`,
    'break the circle, which CloudFormation refuses as well',
  );
}

function fail(error: LocalRuntimeError): never {
  throw error;
}

function pseudoParameters({ stack, environment }: StackScopeOptions): Map<string, string> {
  return new Map([
    ['AWS::AccountId', environment.accountId],
    ['AWS::Partition', environment.partition],
    ['AWS::Region', environment.region],
    ['AWS::StackId', stackArn(stack.name, environment)],
    ['AWS::StackName', stack.name],
    ['AWS::URLSuffix', environment.urlSuffix],
  ]);
}

function parameterValue(name: string, { stack, parameters }: StackScopeOptions): unknown {
  const parameter = stack.template.Parameters?.[name];
  if (!parameter) return undefined;
  const given = parameters[name];
  if (given === undefined && parameter.Type.startsWith('AWS::SSM::')) {
    return fail(
      new LocalRuntimeError(
        'SsmParameter',
        `parameter '${name}' of stack '${stack.name}' is read from SSM, which is not here`,
        `give it by --parameter ${name}=VALUE`,
      ),
    );
  }
  const value = given ?? parameter.Default;
  if (value === undefined) {
    return fail(
      new LocalRuntimeError(
        'MissingParameter',
        `parameter '${name}' of stack '${stack.name}' has no value`,
        `give it by --parameter ${name}=VALUE`,
      ),
    );
  }
  const isList = parameter.Type.includes('List');
  return isList && typeof value === 'string' ? value.split(',').map((item) => item.trim()) : value;
}
