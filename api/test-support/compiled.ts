/**
 * Where the run has compiled a program to (scripts/compiled-programs.mjs, test/global-setup.mjs).
 * @param file its source, from the top of the repository
 */
export function compiled(file: string): string {
  const programs = JSON.parse(process.env.COMPILED_PROGRAMS ?? '{}') as Record<string, string>
  const program = programs[file]
  if (!program) throw new Error(`${file} was not compiled`)
  return program
}
