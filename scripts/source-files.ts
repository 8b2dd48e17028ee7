import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './run-command.ts'

export type SourceFile = { path: string; text: string }

/** The TypeScript files of the project, with paths from its folder. */
export async function sourceFiles(
  pattern = '{packages,services,server,frontend,tools,tests,bench,scripts,extensions}/**/*.{ts,tsx}',
): Promise<SourceFile[]> {
  const paths: string[] = []
  for await (const path of glob(pattern, { cwd: root })) {
    if (!path.includes('node_modules') && !/^frontend\/[a-z]+\/(build(-\d+)?|\.react-router)\//.test(path))
      paths.push(path.replaceAll('\\', '/'))
  }
  return Promise.all(
    paths.sort().map(async (path) => ({ path, text: await readFile(join(root, path), 'utf8') })),
  )
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith('tests/')
}
