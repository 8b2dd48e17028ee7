import type { PortSettings } from '@rialto/core'
import { lineBytesMax } from '../contract.ts'
import type { ProductPorts } from '../model/ports.ts'
import { openCsv } from './csv.ts'
import { openFileMedia } from './file-media.ts'
import { openPictures } from './sharp-pictures.ts'

/** Makes the adapters from `MEDIA_DIRECTORY` and `MEDIA_URL`. */
export async function openPorts({ config }: PortSettings): Promise<ProductPorts> {
  return {
    readCsv: openCsv(lineBytesMax),
    media: openFileMedia(String(config['mediaDirectory'])),
    pictures: openPictures(),
    mediaUrl: String(config['mediaUrl']),
  }
}
