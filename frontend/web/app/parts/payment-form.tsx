import { Button, Icon, localeOf, Notice, Price } from '@rialto/ui'
import type { PayView } from '../checkout/pay-view.ts'
import { useRoot, useSay } from '../texts.ts'

type Props = {
  readonly view: PayView
  readonly formKey: string
  readonly card: {
    readonly scriptUrl: string | null
    readonly key: string | null
    readonly returnUrl: string
  }
}

/** The provider shows its own fields in its own frame; this form carries nothing but the token that it gives for them. */
export function PaymentForm({ view, formKey, card }: Props) {
  const say = useSay()
  const { language } = useRoot()
  const { total, providerAmount } = view
  if (card.scriptUrl === null) return <Notice kind="danger" title={say('checkout.refused.noPayments')} />
  return (
    <section aria-labelledby="card-title" className="grid gap-4">
      <h2 id="card-title" className="text-lg font-semibold">
        {say('checkout.pay.card')}
      </h2>
      <noscript>
        <Notice kind="info" title={say('checkout.pay.noScript.title')}>
          {say('checkout.pay.noScript.text')}
        </Notice>
      </noscript>
      <form
        method="post"
        className="grid gap-5"
        data-payment=""
        data-script={card.scriptUrl}
        data-key={card.key ?? ''}
        data-amount={providerAmount}
        data-currency={total.currency.toLowerCase()}
        data-locale={language}
        data-return-url={card.returnUrl}
        data-unreachable={say('checkout.refused.providerAway')}
        data-busy={say('checkout.pay.busy')}
      >
        <input type="hidden" name="token" value="" />
        <input type="hidden" name="key" value={formKey} />
        <div data-fields="" className="min-h-44" />
        <p data-problem="" role="alert" className="font-semibold text-danger empty:hidden" />
        <Button className="w-full" data-pay="" disabled>
          {say('checkout.pay.now')}
          <span aria-hidden="true">·</span>
          <Price amount={total.amount} currency={total.currency} language={language} />
        </Button>
        <p className="flex gap-2 text-sm text-ink-2">
          <Icon name="info" className="size-5" />
          {say('checkout.pay.safe')}
        </p>
      </form>
    </section>
  )
}

/** How long the units are held. The truth, without alarm: a number of minutes that the island keeps right. */
export function TimeLeft({ secondsLeft }: { secondsLeft: number | null }) {
  const say = useSay()
  const { language } = useRoot()
  if (secondsLeft === null || secondsLeft <= 0)
    return <Notice kind="info" title={say('checkout.pay.timeOver')} />
  const minutes = Math.max(1, Math.ceil(secondsLeft / 60))
  const format = new Intl.NumberFormat(localeOf(language), {
    style: 'unit',
    unit: 'minute',
    unitDisplay: 'long',
  })
  return (
    <p className="flex items-center gap-2">
      <Icon name="clock" className="size-5 text-ink-2" />
      <span>
        {say('checkout.pay.held')}{' '}
        <strong className="figures" data-seconds-left={secondsLeft} data-locale={localeOf(language)}>
          {format.format(minutes)}
        </strong>
      </span>
    </p>
  )
}
