import frame from '../../texts/ar/frame.json' with { type: 'json' }
import operator from '../../texts/ar/operator.json' with { type: 'json' }
import vendor from '../../texts/ar/vendor.json' with { type: 'json' }

export const ar = { ...frame, ...operator, ...vendor }
