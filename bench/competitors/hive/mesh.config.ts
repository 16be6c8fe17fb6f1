import { defineConfig } from '@graphql-mesh/compose-cli';
import { loadJSONSchemaSubgraph } from '@omnigraph/json-schema';

/** The upstream described, and no code: its answer is in its own words, and its session and prices go out as they came. */
export const composeConfig = defineConfig({
  subgraphs: [
    {
      sourceHandler: loadJSONSchemaSubgraph('Hashcnet', {
        endpoint: '{env.UPSTREAM_URL}',
        operationHeaders: { 'content-type': 'application/json' },
        operations: [
          {
            type: 'Query',
            field: 'details',
            path: '/api/servicegroup/details/hashcnet-v2/',
            method: 'POST',
            requestSample: { username: 'someone', service_slug: 'fast-speed' },
            requestTypeName: 'DetailsInput',
            requestBaseBody: { token: 'benchmark', reference: 'bench' },
            responseSample: './details.json',
            responseTypeName: 'Details',
          },
        ],
      }),
    },
  ],
});
