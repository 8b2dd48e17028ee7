import frame from '../../texts/de/frame.json' with { type: 'json' }
import operator from '../../texts/de/operator.json' with { type: 'json' }
import vendor from '../../texts/de/vendor.json' with { type: 'json' }

export const de = { ...frame, ...operator, ...vendor }
