// Keeps a drop true without a reload: counts from the server's clock, asks how it stands near the opening and while it
// is open, shows what belongs to the state, and says it once to who listens. The server decides; this only shows.
type State = 'coming' | 'open' | 'sold_out' | 'ended' | 'cancelled'
type Standing = { state: State; now: string; opensAt: string; endsAt: string }

const openPollMs = 3_000
const nearMs = 60_000
const farPollMs = 60_000
const idlePollMs = 15_000
const jitterMs = 1_000
const hour = 3_600

for (const element of document.querySelectorAll<HTMLElement>('[data-drop]')) watch(element)

function watch(element: HTMLElement): void {
  const { state, now, opensAt, endsAt, drop: address } = element.dataset
  if (!state || !now || !opensAt || !endsAt || !address) return
  let standing: Standing = { state: state as State, now, opensAt, endsAt }
  // An answer that waited somewhere tells an older time than it is: the latest clock heard of is the truest.
  let offset = Date.parse(now) - performance.now()
  const clock = () => offset + performance.now()
  let isSoonSaid = clock() > Date.parse(opensAt) - nearMs

  const show = (next: Standing) => {
    const before = standing.state
    standing = next
    if (before === next.state) return
    element.dataset['state'] = next.state
    for (const part of element.querySelectorAll<HTMLElement>('[data-when]')) {
      part.hidden = !part.dataset['when']?.split(' ').includes(next.state)
    }
    announce(element, next.state)
  }
  const ask = async () => {
    const askedAt = performance.now()
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => null)
    if (answer?.ok) {
      const next = (await answer.json()) as Standing
      // Half of the way is the best guess of how old the answer is.
      offset = Math.max(offset, Date.parse(next.now) - (askedAt + performance.now()) / 2)
      const hasOpened = next.state === 'coming' && clock() >= Date.parse(next.opensAt)
      show(hasOpened ? { ...next, state: 'open' } : next)
    }
    setTimeout(ask, pauseFor(standing, clock()))
  }
  const tick = () => {
    const left = Date.parse(standing.opensAt) - clock()
    if (standing.state === 'coming') {
      count(element, left)
      if (left <= nearMs && left > 0 && !isSoonSaid) {
        isSoonSaid = true
        announce(element, 'soon')
      }
      // The second has come: the door opens here, and the server says in the next answer what is left.
      if (left <= 0) show({ ...standing, state: 'open' })
    }
    const isOn = standing.state === 'open' || standing.state === 'sold_out'
    if (isOn && clock() >= Date.parse(standing.endsAt)) show({ ...standing, state: 'ended' })
    // With the seconds of the server, and at the opening itself.
    const toSecond = 1_000 - (((clock() % 1_000) + 1_000) % 1_000)
    const toOpening = Date.parse(standing.opensAt) - clock()
    setTimeout(tick, toOpening > 0 ? Math.min(toSecond, toOpening) : toSecond)
  }
  setTimeout(ask, Math.random() * jitterMs)
  tick()
}

/** Often where something may happen, seldom where nothing can; never all visitors in one moment. */
function pauseFor({ state, opensAt }: Standing, now: number): number {
  const jitter = Math.random() * jitterMs
  if (state === 'open') return openPollMs + jitter
  if (state === 'sold_out') return idlePollMs + jitter
  if (state !== 'coming') return farPollMs + jitter
  const left = Date.parse(opensAt) - now
  return left > 2 * nearMs ? farPollMs + jitter : Math.max(openPollMs, Math.min(idlePollMs, left)) + jitter
}

function count(element: HTMLElement, leftMs: number): void {
  const line = element.querySelector<HTMLElement>('[data-countdown]')
  const figures = line?.querySelector('[data-figures]')
  if (!line || !figures) return
  line.classList.remove('invisible')
  const seconds = Math.max(0, Math.ceil(leftMs / 1_000))
  const parts = [Math.floor(seconds / hour), Math.floor(seconds / 60) % 60, seconds % 60]
  figures.textContent = parts.map((part) => String(part).padStart(2, '0')).join(':')
}

function announce(element: HTMLElement, what: string): void {
  const live = element.querySelector('[data-live]')
  if (live) live.textContent = element.getAttribute(`data-say-${what}`) ?? ''
}

export {}
