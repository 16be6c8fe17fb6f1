import { addUpSelfTimes, sumByOwner } from '../../bench/profile/cpu-profile.js';

const PROFILE = {
  startTime: 1000,
  nodes: [
    { ...aNode(1, 'renew', 'file:///service/dist/src/renewals/renew.js'), children: [6] },
    aNode(2, 'parse', 'file:///service/node_modules/graphql/language/parser.mjs'),
    aNode(3, 'execute', 'file:///service/node_modules/@apollo/server/dist/esm/requestPipeline.js'),
    aNode(4, '(idle)', ''),
    aNode(5, 'createHmac', 'node:internal/crypto/hash'),
    aNode(6, 'stringify', ''),
  ],
  samples: [1, 2, 3, 4, 5, 1, 6, 1],
  timeDeltas: [100, 100, 100, 100, 100, 100, 50, 1000],
};

function aNode(id: number, functionName: string, url: string) {
  return { id, callFrame: { functionName, url, lineNumber: 9 } };
}

describe('a CPU profile', () => {
  it('is added up by package, folder and part of Node, between two moments, native code with its caller, idle time left out', () => {
    const times = addUpSelfTimes(PROFILE, { beganAtUs: 1150, endedAtUs: 1700 });
    expect(sumByOwner(times)).toEqual([
      { owner: 'src/renewals', selfUs: 150 },
      { owner: 'graphql', selfUs: 100 },
      { owner: '@apollo/server', selfUs: 100 },
      { owner: 'node:internal/crypto', selfUs: 100 },
    ]);
    expect(times[3]).toEqual({
      owner: 'src/renewals',
      functionName: 'renew',
      place: 'renew.js:10',
      selfUs: 100,
    });
  });
});
