// Runs in the card frame, on the simulator's origin. The page around it hears a token, never what was typed.
;(() => {
  const frame = document.getElementById('frame')
  const form = document.getElementById('card')
  const { origin, returnUrl, useStripeSdk, isElements } = frame.dataset
  const texts = JSON.parse(frame.dataset.texts)
  const fields = { number: form.number, expiry: form.expiry, cvc: form.cvc }
  const tell = (type, more) => parent.postMessage({ type, ...more }, origin)
  const fit = () => tell('rialto.payment.height', { height: Math.ceil(frame.getBoundingClientRect().height) })

  const figures = (text) =>
    text
      .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) => String(figure.charCodeAt(0) & 0xf))
      .replace(/\D/g, '')

  function readExpiry() {
    const parts = fields.expiry.value.split(/\D+/).filter(Boolean)
    const typed = figures(fields.expiry.value)
    const [month, year] = parts.length > 1 ? parts : [typed.slice(0, 2), typed.slice(2)]
    return { month: Number(month) || 0, year: Number(year) || 0 }
  }

  const rules = {
    number: () => passesLuhn(figures(fields.number.value)),
    expiry() {
      const { month, year } = readExpiry()
      const now = new Date()
      const full = year < 100 ? 2000 + year : year
      if (month < 1 || month > 12 || full > now.getFullYear() + 50) return false
      return full > now.getFullYear() || (full === now.getFullYear() && month >= now.getMonth() + 1)
    },
    cvc: () => /^\d{3,4}$/.test(figures(fields.cvc.value)),
  }

  function passesLuhn(number) {
    if (!/^\d{12,19}$/.test(number)) return false
    const sum = [...number].reverse().reduce((total, figure, place) => {
      const doubled = Number(figure) * (place % 2 === 1 ? 2 : 1)
      return total + (doubled > 9 ? doubled - 9 : doubled)
    }, 0)
    return sum % 10 === 0
  }

  function mark(name, problem) {
    const place = document.getElementById(`${name}-error`)
    place.textContent = problem
    fields[name].setAttribute('aria-invalid', String(problem !== ''))
  }

  /** The name of the first field that is wrong; every wrong one says so. */
  function check() {
    const wrong = Object.keys(fields).filter((name) => !rules[name]())
    for (const name of Object.keys(fields)) mark(name, wrong.includes(name) ? texts[`${name}Wrong`] : '')
    if (wrong[0]) fields[wrong[0]].focus()
    fit()
    return wrong[0]
  }

  async function makeToken(back) {
    const { month, year } = readExpiry()
    const body = {
      number: figures(fields.number.value),
      exp_month: month,
      exp_year: year,
      cvc: figures(fields.cvc.value),
      ...(back ? { return_url: back } : {}),
      ...(useStripeSdk ? { use_stripe_sdk: useStripeSdk === 'true' } : {}),
    }
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch('/_sim/confirmation_tokens', {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return answer.json()
  }

  const fieldOfParam = { number: 'number', exp_month: 'expiry', exp_year: 'expiry', cvc: 'cvc' }

  async function use(id, back) {
    say('')
    const wrong = check()
    if (wrong)
      return {
        type: 'rialto.payment.error',
        id,
        error: problemOf(`incomplete_${wrong}`, texts[`${wrong}Wrong`]),
      }
    try {
      const token = await makeToken(back)
      if (token.error) return refused(id, token.error)
      const { brand, last4 } = token.payment_method_preview.card
      return { type: 'rialto.payment', id, confirmationToken: token.id, brand, last4 }
    } catch {
      say(texts.unreachable)
      return { type: 'rialto.payment.error', id, error: problemOf('unreachable', texts.unreachable) }
    }
  }

  function refused(id, error) {
    const last = String(error.param ?? '').replace(/.*\[(\w+)\]$/, '$1')
    const name = fieldOfParam[last]
    const message = name ? texts[`${name}Wrong`] : error.message
    if (name) mark(name, message)
    else say(message)
    return { type: 'rialto.payment.error', id, error: problemOf(error.code, message) }
  }

  const problemOf = (code, message) => ({ type: 'validation_error', code, message })

  function say(text) {
    document.getElementById('error').textContent = text
  }

  /** Colours and sizes of the page around the frame. Only what is a colour or a length is taken. */
  function dress({ theme, variables = {}, rules: looks = {} }) {
    const root = document.documentElement
    root.style.colorScheme = theme === 'night' ? 'dark' : 'light'
    const take = (name, kind, value) => {
      if (typeof value === 'string' && CSS.supports(kind, value)) root.style.setProperty(name, value)
    }
    take('--raised', 'color', variables.colorBackground)
    take('--ink', 'color', variables.colorText)
    take('--ink-2', 'color', variables.colorTextSecondary)
    take('--lagoon', 'color', variables.colorPrimary)
    take('--danger', 'color', variables.colorDanger)
    take('--field', 'color', looks['.Input']?.borderColor)
    take('--radius', 'width', variables.borderRadius)
    frame.hidden = false
    fit()
  }

  fields.number.addEventListener('input', () => {
    const typed = figures(fields.number.value).slice(0, 19)
    const isAtEnd = fields.number.selectionStart === fields.number.value.length
    const groups = /^3[47]/.test(typed) ? /^(\d{1,4})(\d{0,6})(\d{0,5}).*/ : /(\d{4})(?=\d)/g
    const shown = /^3[47]/.test(typed)
      ? typed.replace(groups, '$1 $2 $3').trim()
      : typed.replace(groups, '$1 ')
    if (isAtEnd && shown !== fields.number.value) fields.number.value = shown
  })
  fields.expiry.addEventListener('input', (event) => {
    const typed = figures(fields.expiry.value)
    if (event.inputType?.startsWith('delete') || typed.length > 4) return
    if (typed.length >= 2) fields.expiry.value = `${typed.slice(0, 2)} / ${typed.slice(2)}`
  })
  for (const [name, field] of Object.entries(fields)) {
    field.addEventListener('change', () => {
      mark(name, field.value === '' || rules[name]() ? '' : texts[`${name}Wrong`])
      fit()
      tell('rialto.payment.change', {})
    })
  }

  if (parent === window) return
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    // Enter in a field: the page around the frame has the button.
    if (isElements === 'true') return
    const answer = await use(undefined, returnUrl)
    const { error, ...rest } = answer
    tell(answer.type, error ? { code: error.code, message: error.message } : rest)
  })
  addEventListener('message', async ({ origin: from, source, data }) => {
    if (from !== origin || source !== parent || !data) return
    if (data.type === 'rialto.payment.appearance') dress(data.appearance ?? {})
    else if (data.type === 'rialto.payment.check') {
      const wrong = check()
      tell('rialto.payment.checked', {
        id: data.id,
        ...(wrong ? { error: problemOf(`incomplete_${wrong}`, texts[`${wrong}Wrong`]) } : {}),
      })
    } else if (data.type === 'rialto.payment.submit') {
      if (isElements === 'true') {
        const answer = await use(data.id, data.returnUrl)
        tell(answer.type, answer)
      } else form.requestSubmit()
    }
  })
  new ResizeObserver(fit).observe(frame)
  tell('rialto.payment.ready', {})
})()
