import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Reads a JSON file, or makes it the first time. Only its owner may read it, and it appears whole or not at all. */
export function keepFile<Content>(path: string, make: () => Content): Content {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const content = make()
  writeOwnFile(path, content)
  return content
}

export function writeOwnFile(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(`${path}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}
