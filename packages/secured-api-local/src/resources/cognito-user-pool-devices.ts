import type { UserPoolSettings } from '../cognito-idp/pool/user-pool-settings';
import type { PropertyReader } from './property-reader';

/** How a pool tracks devices: any `DeviceConfiguration` switches it on. */
export function readDevices(reader: PropertyReader): Pick<UserPoolSettings, 'devices'> {
  const configuration = reader.optionalObject('DeviceConfiguration');
  if (configuration === undefined) return {};
  return {
    devices: {
      skipSecondFactor: configuration.optionalBoolean('ChallengeRequiredOnNewDevice') ?? false,
      onlyOnPrompt: configuration.optionalBoolean('DeviceOnlyRememberedOnUserPrompt') ?? false,
    },
  };
}
