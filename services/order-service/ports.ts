import type { PortSettings } from '@rialto/core'
import { fraudRefuseFromDefault, type OrderPorts, paySecondsDefault } from './features/limits.ts'

/** What this service reads of the settings. It has no adapters. */
export async function openOrderPorts({ config }: PortSettings): Promise<OrderPorts> {
  const wanted = config['orderPaySeconds']
  const refuseFrom = config['fraudRefuseFrom']
  return {
    paySeconds: typeof wanted === 'number' ? wanted : paySecondsDefault,
    fraudRefuseFrom:
      typeof refuseFrom === 'number' || refuseFrom === 'off' ? refuseFrom : fraudRefuseFromDefault,
  }
}
