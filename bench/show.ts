/** Tells how far it has come; a terminal keeps only the latest. */
export function show(text: string): void {
  process.stderr.write(process.stderr.isTTY ? `\r${text}\u001b[K` : `${text}\n`);
}
