// The compiled tests run: what is tested is what ships, to the byte.
export default {
  rootDir: 'dist',
  // The web pages are bundled; their pure parts are tested as the compiler leaves them.
  testMatch: ['<rootDir>/test/**/*.test.js', '<rootDir>/unbundled/test/**/*.test.js'],
  // They need a browser, or packages that the service does not: see jest.e2e.config.js and jest.supergraph.config.js.
  testPathIgnorePatterns: ['<rootDir>/test/e2e/', '<rootDir>/test/supergraph/'],
  transform: {},
  testEnvironment: 'node',
  testTimeout: 20_000,
};
