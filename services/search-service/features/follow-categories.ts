import { consumer } from '@rialto/core'
import { categoryChanged } from '@rialto/product-service/contract'

// A category that is named anew or moved changes the words of all products in it: they are read again, part by part.
export default consumer({
  name: 'search.follow_categories',
  kind: 'projection',
  on: [categoryChanged],
  apply: (event, tx) => {
    const { categoryId } = event.data
    const data = { after: null, categoryId }
    return tx.schedule({ kind: 'search.rebuild', key: `category ${event.id}`, dueInSeconds: 0, data })
  },
})
