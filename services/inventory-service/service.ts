import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { availabilityChanged, inventoryLow } from './contract.ts'
import adjustStock from './features/adjust-stock.ts'
import changeHold from './features/change-hold.ts'
import countStock from './features/count-stock.ts'
import createWarehouse from './features/create-warehouse.ts'
import findAvailability from './features/find-availability.ts'
import followOrders from './features/follow-orders.ts'
import getProductStock from './features/get-product-stock.ts'
import listLevels from './features/list-levels.ts'
import listMovements from './features/list-movements.ts'
import listWarehouses from './features/list-warehouses.ts'
import receiveStock from './features/receive-stock.ts'
import setStock from './features/set-stock.ts'
import sweepHolds from './features/sweep-holds.ts'
import takeHold from './features/take-hold.ts'
import { changeHoldOperation, takeHoldOperation } from './operations.ts'

export default service({
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
  ],
  events: [inventoryLow, availabilityChanged],
  consumers: [followOrders],
  jobs: [sweepHolds],
  operations: [takeHoldOperation, changeHoldOperation],
})
