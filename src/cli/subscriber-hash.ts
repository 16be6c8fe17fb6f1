import { runSubscriberHash } from './run-subscriber-hash.js';
import { runTool } from './tool.js';

await runTool(runSubscriberHash);
