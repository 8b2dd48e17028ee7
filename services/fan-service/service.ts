import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openDropMemory } from './adapters/drop-memory.ts'
import { dropEnded, dropOpened, dropSoldOut } from './contract.ts'
import cancelDrop from './features/cancel-drop.ts'
import changeDrop from './features/change-drop.ts'
import closeDrop from './features/close-drop.ts'
import createDrop from './features/create-drop.ts'
import endDrop from './features/end-drop.ts'
import getDrop from './features/get-drop.ts'
import getDropState from './features/get-drop-state.ts'
import listAllDrops from './features/list-all-drops.ts'
import listDrops from './features/list-drops.ts'
import onDropSoldOut from './features/on-drop-sold-out.ts'
import openDrop from './features/open-drop.ts'
import type { FanPorts } from './ports.ts'

/** Words and plans of a drop may be this old on its page; how it stands is asked of stock. */
const dropMemory = { entriesMax: 1_000, lifeMs: 1_000 }

export default service<FanPorts>({
  name: 'fan-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [listDrops, getDrop, getDropState, listAllDrops, createDrop, changeDrop, endDrop, cancelDrop],
  events: [dropOpened, dropSoldOut, dropEnded],
  consumers: [onDropSoldOut],
  jobs: [openDrop, closeDrop],
  openPorts: async () => ({ drops: openDropMemory(dropMemory) }),
})
