/** Lines that wait, bounded by their characters. */
export type LineQueue = {
  /** Whether the line was taken. */
  add(line: string): boolean
  /** The next lines, as many as make a chunk; at least one, unless nothing waits. */
  takeChunk(): string[]
  takeAll(): string[]
  isEmpty(): boolean
  isHalfEmpty(): boolean
}

const chunkCharactersMax = 65_536

/** Makes a queue of at most so many characters. */
export function lineQueue(charactersMax: number): LineQueue {
  let lines: string[] = []
  let characters = 0
  return {
    add: (line) => {
      if (characters + line.length > charactersMax) return false
      lines.push(line)
      characters += line.length
      return true
    },
    takeChunk: () => {
      let size = 0
      let count = 0
      for (const line of lines) {
        if (count > 0 && size + line.length > chunkCharactersMax) break
        size += line.length
        count += 1
      }
      characters -= size
      return lines.splice(0, count)
    },
    takeAll: () => {
      const all = lines
      lines = []
      characters = 0
      return all
    },
    isEmpty: () => lines.length === 0,
    isHalfEmpty: () => characters <= charactersMax / 2,
  }
}
