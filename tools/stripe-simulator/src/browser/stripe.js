// The part of Stripe.js that Rialto's payment form uses, for pages that pay at the simulator: card fields in a frame of
// the simulator's origin, and a confirmation token for what was typed there. The page itself never sees a card number.
;(() => {
  const { origin } = new URL(document.currentScript.src)
  const answerSecondsMax = 20

  window.Stripe = (key) => {
    if (typeof key !== 'string' || !key.startsWith('pk_')) {
      throw new Error('Stripe(key) needs a publishable key: it begins with pk_')
    }
    return {
      elements: (options = {}) => openElements(options),
      async createConfirmationToken({ elements, params = {} }) {
        const answer = await elements.ask('submit', { returnUrl: params.return_url ?? '' })
        if (answer.error) return { error: answer.error }
        return { confirmationToken: { id: answer.confirmationToken, object: 'confirmation_token' } }
      },
    }
  }

  function openElements(options) {
    const state = { options, field: null }
    return {
      create(kind) {
        if (kind !== 'payment') throw new Error(`The simulator has no element "${kind}", only "payment"`)
        state.field ??= openField(state)
        return state.field
      },
      getElement: () => state.field,
      update(more) {
        state.options = { ...state.options, ...more }
        state.field?.dress()
      },
      async submit() {
        const answer = await this.ask('check', {})
        return answer.error ? { error: answer.error } : {}
      },
      ask(kind, more) {
        if (!state.field) throw new Error('Create and mount a payment element first')
        return state.field.ask(kind, more)
      },
    }
  }

  function openField(state) {
    const listeners = new Map()
    const waiting = new Map()
    const frame = document.createElement('iframe')
    let asked = 0
    const tell = (event) => {
      for (const listener of listeners.get(event) ?? []) listener({ elementType: 'payment' })
    }
    const send = (message) => frame.contentWindow?.postMessage(message, origin)

    function hear(event) {
      // Another page may send anything: only our own frame, from its own origin, is heard.
      if (event.origin !== origin || event.source !== frame.contentWindow) return
      const { type, id, height, ...answer } = event.data ?? {}
      if (type === 'rialto.payment.ready') {
        field.dress()
        tell('ready')
      } else if (type === 'rialto.payment.height') {
        frame.style.height = `${Math.min(Math.max(Number(height) || 0, 0), 2_000)}px`
      } else if (type === 'rialto.payment.change') tell('change')
      else if (waiting.has(id)) {
        waiting.get(id)(answer)
        waiting.delete(id)
      }
    }

    const field = {
      on(event, listener) {
        listeners.set(event, [...(listeners.get(event) ?? []), listener])
        return field
      },
      mount(place) {
        const target = typeof place === 'string' ? document.querySelector(place) : place
        if (!target) throw new Error(`There is no ${place} to mount the payment element in`)
        const { locale = 'en' } = state.options
        const query = new URLSearchParams({ origin: location.origin, locale, elements: 'true' })
        frame.src = `${origin}/_sim/frame?${query}`
        frame.title = frameTitles[locale] ?? frameTitles.en
        frame.allow = 'payment'
        // Wider than its place by the room that focus rings need.
        Object.assign(frame.style, {
          border: '0',
          width: 'calc(100% + 8px)',
          height: '176px',
          margin: '-4px',
          display: 'block',
        })
        frame.addEventListener('error', () => tell('loaderror'))
        addEventListener('message', hear)
        target.replaceChildren(frame)
      },
      unmount() {
        removeEventListener('message', hear)
        frame.remove()
      },
      destroy: () => field.unmount(),
      focus: () => frame.focus(),
      dress: () => send({ type: 'rialto.payment.appearance', appearance: state.options.appearance ?? {} }),
      ask: (kind, more) =>
        new Promise((resolve) => {
          asked += 1
          const id = asked
          waiting.set(id, resolve)
          setTimeout(
            () => resolve({ error: { type: 'api_connection_error', message: '' } }),
            answerSecondsMax * 1_000,
          )
          send({ type: `rialto.payment.${kind}`, id, ...more })
        }),
    }
    return field
  }

  const frameTitles = { en: 'Card fields', de: 'Kartenfelder', ar: 'حقول البطاقة' }
})()
