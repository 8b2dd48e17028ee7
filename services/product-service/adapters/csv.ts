import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import type { CsvReader, CsvRecord } from '../model/ports.ts'

/** Reads CSV with a header while it arrives. A record that cannot be read is given as a problem; reading goes on. */
export function openCsv(recordBytesMax: number): CsvReader {
  return async function* read(content) {
    const broken: CsvRecord[] = []
    const parser = parse({
      bom: true,
      columns: (header: string[]) => header.map((name) => name.trim().toLowerCase()),
      info: true,
      relax_column_count: true,
      max_record_size: recordBytesMax,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        broken.push({ line: Number(error?.['lines'] ?? 0), problem: error?.message ?? 'cannot be read' })
        return undefined
      },
    })
    const source = Readable.from(content)
    source.on('error', (error) => parser.destroy(error))
    source.pipe(parser)
    try {
      for await (const { record, info } of parser as AsyncIterable<Parsed>) {
        while (broken.length > 0) yield broken.shift() as CsvRecord
        yield { line: info.lines, record }
      }
      yield* broken
    } finally {
      source.destroy()
    }
  }
}

type Parsed = { record: Record<string, string>; info: { lines: number } }
