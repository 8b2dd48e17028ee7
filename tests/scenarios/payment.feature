Feature: Paying

  @R-001.l @R-003.d @R-003.f
  Scenario: A declined card, then another one, on one intent
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "chargeDeclined"
    Then the payment is refused with "PAYMENT_DECLINED"
    And the order becomes "payment_failed"
    And its timeline is "created, payment_intent_created, payment_failed"
    When "Gina" pays with the card "visa"
    Then the order becomes "paid"
    And one intent was made and one charge was captured

  @R-000.1c @R-003.b
  Scenario: The payer never comes back, the webhook brings the news
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "threeDSecure2Required"
    And she confirms at the bank
    Then the order becomes "paid"
    And one charge was captured

  @R-000.1c
  Scenario: Webhooks come three times and out of order
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    And the provider sends every webhook 3 times, reordered
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "threeDSecure2Required"
    And she confirms at the bank
    Then the order becomes "paid"
    And its stream holds one "PaymentSucceeded"
    And one charge was captured

  @R-000.1c
  Scenario: A forged webhook changes nothing
    When somebody sends a webhook with a wrong signature
    Then it is refused with "WEBHOOK_SIGNATURE_INVALID"

  @R-001.l
  Scenario: The amount is the order's, and a paid order is not paid again
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "visa"
    Then the order becomes "paid"
    When "Gina" pays with the card "visa"
    Then the payment is refused with "ORDER_NOT_PENDING"
    And one charge was captured
