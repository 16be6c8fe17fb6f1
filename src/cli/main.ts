#!/usr/bin/env node
import { runCli } from './run-cli.js';
import { runTool } from './tool.js';

/** The `hashcnet-graphql` of package.json. */
await runTool(runCli);
