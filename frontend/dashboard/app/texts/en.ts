import frame from '../../texts/en/frame.json' with { type: 'json' }
import operator from '../../texts/en/operator.json' with { type: 'json' }
import vendor from '../../texts/en/vendor.json' with { type: 'json' }

export const en = { ...frame, ...operator, ...vendor }
