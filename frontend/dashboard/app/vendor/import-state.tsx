import { StateLabel, type Tone } from '../parts/state.tsx'
import { useSay } from '../texts.ts'

type ImportState = 'waiting' | 'running' | 'interrupted' | 'done'

const tones: Readonly<Record<ImportState, Tone>> = {
  waiting: 'neutral',
  running: 'waiting',
  interrupted: 'bad',
  done: 'good',
}

export function ImportStateLabel({ state }: { state: ImportState }) {
  const say = useSay()
  return <StateLabel tone={tones[state]}>{say(`vendor.importState.${state}`)}</StateLabel>
}
