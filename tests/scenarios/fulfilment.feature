Feature: Vendors fulfil their parts

  Background:
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "visa"
    Then the order becomes "paid"

  @R-002.29 @R-002.32
  Scenario: One vendor ships, the other cancels its part
    When "Anna" ships her part
    And "Bruno" cancels his part
    Then the order becomes "shipped"
    And what "Bruno" was paid is refunded
    When "Anna" delivers her part
    Then the order becomes "delivered"

  @R-002.29
  Scenario: A paid order is cancelled as a whole
    When "Gina" cancels the order
    Then the order becomes "cancelled"
    And everything is refunded
    And the units are for sale again

  @R-002.29
  Scenario: What was not shipped cannot be delivered
    When "Anna" tries to deliver her part
    Then it is refused with "INVALID_STATUS_TRANSITION"

  @R-002.33
  Scenario: Strangers see and change nothing
    Given a guest "Mallory"
    Then "Mallory" gets 404 for the order, its history, its payment and its cancellation
    And another vendor gets 404 for the parts of "Anna" and "Bruno"
