import { runReconcileCredits } from './run-reconcile-credits.js';
import { runTool } from './tool.js';

await runTool(runReconcileCredits);
