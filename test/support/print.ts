/** Writes a line of a test's report past the runner, which keeps the console of what passes to itself. */
export function print(...lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}
