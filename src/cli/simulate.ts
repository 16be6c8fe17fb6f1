import { runSimulate } from './run-simulate.js';
import { runTool } from './tool.js';

/** The simulation alone: what the mutants' workshop compiles again and again, without the service around it. */
await runTool(runSimulate);
