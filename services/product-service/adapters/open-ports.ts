import type { NamedField, PortSettings } from '@rialto/core'
import { lineBytesMax } from '../contract.ts'
import { definitionOf } from '../model/custom-fields.ts'
import type { ProductPorts } from '../model/ports.ts'
import { openCsv } from './csv.ts'
import { openFileMedia } from './file-media.ts'
import { openPictures } from './sharp-pictures.ts'

/** Makes the adapters from `MEDIA_DIRECTORY` and `MEDIA_URL`. */
export async function openPorts({ config }: PortSettings): Promise<ProductPorts> {
  const customFields = (config['customFields'] ?? []) as readonly NamedField[]
  return {
    customFields: customFields.filter(({ entity }) => entity === 'product').map(definitionOf),
    readCsv: openCsv(lineBytesMax),
    media: openFileMedia(String(config['mediaDirectory'])),
    pictures: openPictures(),
    mediaUrl: String(config['mediaUrl']),
  }
}
