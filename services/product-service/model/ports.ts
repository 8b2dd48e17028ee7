import type { FieldDefinition } from './fields.ts'

/** Where the bytes of pictures lie. Each marketplace has a place of its own. */
export type MediaStore = {
  /** Whole or not at all: a reader never sees half a file. */
  write(tenant: string, file: MediaFile, bytes: Uint8Array): Promise<void>
  read(tenant: string, file: MediaFile): Promise<Uint8Array | undefined>
}

export type MediaFile = { hash: string; name: string }

export type NormalPicture = { bytes: Uint8Array; width: number; height: number }

export type PictureProblem = 'kind' | 'unreadable'

/** Reads pictures that people send and writes them anew. One picture at a time: pictures never take the whole machine. */
export type PictureMaker = {
  /** The picture as WebP, upright, without anything about camera, place or person. */
  normalise(bytes: Uint8Array): Promise<NormalPicture | PictureProblem>
  /** Never larger than the original. */
  resize(bytes: Uint8Array, width: number): Promise<Uint8Array>
}

/** A record of a CSV file by the names of its columns in lower case, or why it could not be read. */
export type CsvRecord = { line: number; record: Record<string, string> } | { line: number; problem: string }
export type CsvReader = (content: AsyncIterable<Uint8Array>) => AsyncGenerator<CsvRecord>

export type ProductPorts = {
  /** The fields that extensions add to products; none where they are not told. */
  customFields?: readonly FieldDefinition[]
  readCsv: CsvReader
  media: MediaStore
  pictures: PictureMaker
  /** The address under which pictures are read. */
  mediaUrl: string
}
