// Jest's processes see a copy of the environment, which the door to ONNX Runtime cannot change for it.
process.env.ORT_DISABLE_TELEMETRY = '1';

const transform = { '\\.(svelte|ts|js|mjs)$': '<rootDir>/tests/support/svelte-transform.cjs' };
const shared = {
  rootDir: __dirname,
  transform,
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'svelte', 'node'],
  // package.json's own "imports" do not reach into training/, which is a package of its own.
  moduleNameMapper: { '^#(common|node)/(.*)$': '<rootDir>/src-main/$1/$2.ts' },
};

/** Packages published as ES modules only, which jest has to transform. */
const esModules = [
  'svelte',
  'esm-env',
  'clsx',
  'devalue',
  '@lucide',
  'fast-png',
  'iobuffer',
  'fflate',
  'tiff',
  'valibot',
  'lru-cache',
  'commander',
  'dcmjs/generate',
  '@electron/fuses',
];
const transformIgnorePatterns = [`node_modules/(?!(${esModules.join('|')})/)`, '/node_modules/.*\\.cjs$'];

module.exports = {
  // Machines are slow at times; what hangs is ended all the same.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'node',
      testEnvironment: '<rootDir>/tests/support/native-environment.cjs',
      testMatch: [
        '<rootDir>/tests/{common,node,development,training,fuzz,trace}/**/*.test.ts',
        '<rootDir>/tests/electron/*.test.ts',
      ],
      transformIgnorePatterns,
    },
    {
      ...shared,
      displayName: 'renderer',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/tests/renderer/**/*.test.ts'],
      testEnvironmentOptions: { customExportConditions: ['browser', 'svelte'] },
      transformIgnorePatterns,
    },
    {
      ...shared,
      displayName: 'electron',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/tests/electron/end-to-end/**/*.test.ts'],
      globalSetup: '<rootDir>/tests/electron/support/global-setup.ts',
      globalTeardown: '<rootDir>/tests/electron/support/global-teardown.ts',
      setupFilesAfterEnv: ['<rootDir>/tests/electron/support/time-limit.ts'],
      transformIgnorePatterns,
    },
  ],
};
