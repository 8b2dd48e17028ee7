/** A bank's or a risk rule's no, as the wire names it. */
export type Decline = {
  readonly code: string
  readonly declineCode?: string
  readonly message: string
  readonly type: 'issuer_declined' | 'blocked'
}

export const declines = {
  generic: {
    code: 'card_declined',
    declineCode: 'generic_decline',
    message: 'Your card was declined.',
    type: 'issuer_declined',
  },
  insufficientFunds: {
    code: 'card_declined',
    declineCode: 'insufficient_funds',
    message: 'Your card has insufficient funds.',
    type: 'issuer_declined',
  },
  lostCard: {
    code: 'card_declined',
    declineCode: 'lost_card',
    message: 'Your card was declined.',
    type: 'issuer_declined',
  },
  stolenCard: {
    code: 'card_declined',
    declineCode: 'stolen_card',
    message: 'Your card was declined.',
    type: 'issuer_declined',
  },
  expiredCard: { code: 'expired_card', message: 'Your card has expired.', type: 'issuer_declined' },
  incorrectCvc: {
    code: 'incorrect_cvc',
    message: 'The security code of your card is incorrect.',
    type: 'issuer_declined',
  },
  processingError: {
    code: 'processing_error',
    message: 'Something went wrong while your card was processed. Try again in a little while.',
    type: 'issuer_declined',
  },
  blocked: {
    code: 'card_declined',
    declineCode: 'fraudulent',
    message: 'Your card was declined.',
    type: 'blocked',
  },
  authenticationRequired: {
    code: 'authentication_required',
    declineCode: 'authentication_required',
    message: 'Your card was declined. This payment needs the customer to authenticate.',
    type: 'issuer_declined',
  },
  testCardOnly: {
    code: 'card_declined',
    declineCode: 'test_mode_live_card',
    message: 'Your card was declined. The simulator knows test cards only.',
    type: 'issuer_declined',
  },
} as const satisfies Record<string, Decline>
