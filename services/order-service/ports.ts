import type { PortSettings } from '@rialto/core'
import { type OrderPorts, paySecondsDefault } from './features/limits.ts'

/** What this service reads of the settings. It has no adapters. */
export async function openOrderPorts({ config }: PortSettings): Promise<OrderPorts> {
  const wanted = config['orderPaySeconds']
  return { paySeconds: typeof wanted === 'number' ? wanted : paySecondsDefault }
}
