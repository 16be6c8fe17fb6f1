import { readFileSync } from 'node:fs';
import { DockerfileParser, From, type Instruction } from 'dockerfile-ast';

/** One stage of deploy/Dockerfile: its name, what it begins with, and its instructions without FROM. */
export interface Stage {
  readonly name: string;
  readonly base: string;
  readonly steps: readonly Instruction[];
}

export const DOCKERFILE = readFileSync('deploy/Dockerfile', 'utf8');

export function readStages(): Stage[] {
  const stages: { name: string; base: string; steps: Instruction[] }[] = [];
  for (const instruction of DockerfileParser.parse(DOCKERFILE).getInstructions()) {
    if (instruction instanceof From) {
      stages.push({
        name: instruction.getBuildStage() ?? '',
        base: instruction.getImage() ?? '',
        steps: [],
      });
    } else stages.at(-1)?.steps.push(instruction);
  }
  return stages;
}

/** The text after the keyword, its lines joined as Docker joins them. */
export function readArguments(instruction: Instruction): string {
  return (instruction.getRawArgumentsContent() ?? '').replace(/\\\r?\n\s*/g, '');
}

/** What the context holds: the names that .dockerignore lets through. */
export function listContext(): string[] {
  const lines = readFileSync('.dockerignore', 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
}
