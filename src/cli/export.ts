import { runExport } from './run-export.js';
import { runTool } from './tool.js';

await runTool(runExport);
