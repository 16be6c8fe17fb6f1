import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from '../scenarios/scenarios.js';
import type { ServerKind } from '../servers/server-kind.js';
import { drawRatios } from './draw-ratios.js';
import { formatReport } from './format-report.js';
import { mergeReports, parseReport, type Report, type ScenarioReport } from './report.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join('bench', 'reports');
const JSON_PATH = join(FOLDER, 'latest.json');

/** Writes bench/reports/latest.json, .md and .svg. */
export function writeReport(scenarios: readonly ScenarioReport[], kinds: readonly ServerKind[]): void {
  const path = join(ROOT, JSON_PATH);
  const older = existsSync(path) ? parseReport(readFileSync(path, 'utf8')) : null;
  const report = mergeReports(
    older,
    scenarios,
    SCENARIOS.map(({ name }) => name),
  );
  mkdirSync(join(ROOT, FOLDER), { recursive: true });
  writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(ROOT, FOLDER, 'latest.md'), formatReport(report, kinds));
  writeFileSync(join(ROOT, FOLDER, 'latest.svg'), drawRatios(report));
}

/** The report as it was last committed; null when there is none, or no git. */
export function readCommittedReport(): Report | null {
  try {
    const path = JSON_PATH.replaceAll('\\', '/');
    return parseReport(
      execFileSync('git', ['show', `HEAD:${path}`], { cwd: ROOT, encoding: 'utf8', stdio: 'pipe' }),
    );
  } catch {
    return null;
  }
}
