import { runKeys } from './run-keys.js';
import { runTool } from './tool.js';

await runTool(runKeys);
