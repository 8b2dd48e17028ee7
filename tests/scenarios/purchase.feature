Feature: Two vendors, one basket, one payment

  @R-002.1 @R-002.28 @R-002.30 @R-002.31 @R-003.c @R-000.1a
  Scenario: A guest buys from two vendors with a 3-D Secure card
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 2 from "Bruno"
    Then the order is "pending"
    And its total is subtotal + shipping + taxes - discounts
    When "Gina" pays with the card "threeDSecure2Required"
    Then the bank asks her to confirm
    When she confirms at the bank
    And she comes back to the shop
    Then the order becomes "paid"
    And its timeline is "created, payment_intent_created, payment_succeeded"
    And its stream is "OrderCreated, InventoryReserved, PaymentSucceeded"
    And "Anna" sees her part of the order and nothing of "Bruno"
    And one charge was captured

  @R-002.29
  Scenario: The confirmation and the payment are mailed
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "visa"
    Then the order becomes "paid"
    And "Gina" gets 2 mails about the order

  @R-003.a
  Scenario: Ten submits of one basket with ten keys
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" submits her basket with ten keys at once
    Then all ten are answered with the same order
    And "Gina" has one order

  @R-003.a
  Scenario: The same submit fifty times at once
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" submits her basket fifty times with one key
    Then all answers are the same to the byte
    And "Gina" has one order
