import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { openDropMemory } from './adapters/drop-memory.ts'
import { openShortageMemory } from './adapters/shortage-memory.ts'
import { availabilityChanged, dropSoldOut, inventoryLow } from './contract.ts'
import adjustStock from './features/adjust-stock.ts'
import changeHold from './features/change-hold.ts'
import { checks, vitals } from './features/check-books.ts'
import closeDrop from './features/close-drop.ts'
import countStock from './features/count-stock.ts'
import createWarehouse from './features/create-warehouse.ts'
import findAvailability from './features/find-availability.ts'
import findDrops from './features/find-drops.ts'
import followOrders from './features/follow-orders.ts'
import getProductStock from './features/get-product-stock.ts'
import listLevels from './features/list-levels.ts'
import listMovements from './features/list-movements.ts'
import listWarehouses from './features/list-warehouses.ts'
import receiveStock from './features/receive-stock.ts'
import setDrop from './features/set-drop.ts'
import setStock from './features/set-stock.ts'
import sweepDrops from './features/sweep-drops.ts'
import sweepHolds from './features/sweep-holds.ts'
import takeHold from './features/take-hold.ts'
import { changeHoldOperation, takeHoldOperation } from './operations.ts'
import type { InventoryPorts } from './ports.ts'

/** A sold-out drop is refused from memory; units that come back are seen within a second. */
const dropMemory = { entriesMax: 1_000, freshMs: 250, staleMs: 1_000 }
/** What was sold out is looked at before it is held, for so long after it was refused last. */
const shortageMemory = { entriesMax: 10_000, rememberMs: 10_000 }

export default service<InventoryPorts>({
  name: 'inventory-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    listWarehouses,
    createWarehouse,
    listLevels,
    listMovements,
    receiveStock,
    adjustStock,
    countStock,
    getProductStock,
    findAvailability,
    setStock,
    takeHold,
    changeHold,
    setDrop,
    closeDrop,
    findDrops,
  ],
  events: [inventoryLow, availabilityChanged, dropSoldOut],
  consumers: [followOrders],
  jobs: [sweepHolds, sweepDrops],
  operations: [takeHoldOperation, changeHoldOperation],
  checks,
  vitals,
  openPorts: async () => ({
    drops: openDropMemory(dropMemory),
    shortages: openShortageMemory(shortageMemory),
  }),
})
