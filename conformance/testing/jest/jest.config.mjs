export default {
  globalSetup: '<rootDir>/global-setup.mjs',
  globalTeardown: '<rootDir>/global-teardown.mjs',
  modulePathIgnorePatterns: ['<rootDir>/cdk.out'],
};
