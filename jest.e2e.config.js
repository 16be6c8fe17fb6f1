// Drives a real browser, one file after the other: the machine's two cores are the browser's and the service's.
export default {
  rootDir: 'dist',
  testMatch: ['<rootDir>/test/e2e/**/*.test.js'],
  transform: {},
  testEnvironment: 'node',
  testTimeout: 60_000,
  maxWorkers: 1,
};
