import { fillIn } from './fill-in.js';
import { findReason, NOT_RUN } from './not-run.js';
import { type Block, type Page, readPages } from './pages.js';
import { isStart, runBlocks } from './run-page.js';

interface Step {
  readonly command: Block;
  /** The block that shows its answer, if the page shows one. */
  readonly answer: Block | null;
}

/** Every `sh` block that can run here, each with the `json` or `text` block right after it. */
function listSteps({ blocks }: Page): Step[] {
  return blocks.flatMap((command, index) => {
    if (command.language !== 'sh' || isStart(command) || findReason(command) !== null) return [];
    const next = blocks[index + 1];
    const isAnswer = next !== undefined && ['json', 'text'].includes(next.language);
    return [{ command, answer: isAnswer ? next : null }];
  });
}

function read(text: string, language: string): unknown {
  return language === 'json' ? JSON.parse(text) : text.trim().split('\n');
}

/** The others are run, compared, drawn, or output of something that is described. */
const LANGUAGES = new Set(['sh', 'json', 'text', 'ts', 'yaml', 'mermaid', '']);
const COMMAND = /^(?:[A-Z_]+=\S+ )*(?:npm|npx|curl|node|docker|kubectl|git|cd|hashcnet-graphql) /m;

const PAGES = readPages();
const RUN = PAGES.filter((page) => listSteps(page).length > 0);

describe('the commands of', () => {
  test.concurrent.each(RUN.map((page) => [page.path, page] as const))(
    '%s do what the page says, pasted one after the other into one shell',
    async (_, page) => {
      const steps = listSteps(page);
      const outputs = await runBlocks(
        steps.map(({ command }) => command),
        page.blocks.find(isStart),
      );
      for (const [index, { command, answer }] of steps.entries()) {
        if (answer === null) continue;
        const real = read(outputs[index] ?? '', answer.language);
        const shown = fillIn(read(answer.text, answer.language), real);
        expect({ command: command.text, answer: real }).toEqual({ command: command.text, answer: shown });
      }
    },
    60_000,
  );

  test('the list of what is not run is blocks that are there', () => {
    const all = PAGES.flatMap(({ blocks }) => blocks).filter(({ language }) => language === 'sh');
    const stale = NOT_RUN.filter((entry) => !all.some((block) => findReason(block) === entry.why));
    expect(stale).toEqual([]);
  });

  test('no command hides in a block without a language', () => {
    const hidden = PAGES.flatMap(({ blocks }) => blocks).filter(
      ({ language, text }) => !LANGUAGES.has(language) || (language === '' && COMMAND.test(text)),
    );
    expect(hidden).toEqual([]);
  });

  test('the README, the first hour and the API by task are among those that run', () => {
    const paths = RUN.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['README.md', 'docs/api-by-task.md', 'docs/first-hour.md', 'docs/running.md']),
    );
  });
});
