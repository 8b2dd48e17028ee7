import { consumer } from '@rialto/core'
import { dropSoldOut as slicesSoldOut } from '@rialto/inventory-service/contract'
import { dropSoldOut } from '../contract.ts'
import { markSoldOut } from '../store.ts'
import { tell } from './tell-moment.ts'

/** Stock says that nothing is left; the drop tells it as its own, once. */
export default consumer({
  name: 'fan.on_drop_sold_out',
  kind: 'reaction',
  on: [slicesSoldOut],
  apply: async (event, tx) => {
    const row = await markSoldOut(tx, event.data.dropId)
    if (row) await tell(tx, dropSoldOut, { row, at: row.at.toISOString() })
  },
})
