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

  @R-002.29
  Scenario: A part goes out in two shipments, and what is missing is refunded
    Given a guest "Hedda"
    When "Hedda" orders 3 from "Anna" and 1 from "Bruno"
    And "Hedda" pays with the card "visa"
    Then the order becomes "paid"
    When "Anna" ships 1 unit with the tracking number "A-1"
    And "Anna" ships 1 unit with the tracking number "A-2"
    Then the part of "Anna" is "partly_shipped" with the shipments "A-1, A-2"
    When "Anna" tries to ship 2 units
    Then it is refused with "LINES_NOT_OPEN"
    When "Anna" cancels the rest of her part
    Then the price of 1 unit of "Anna" is refunded
    And the part of "Anna" is "shipped" with the shipments "A-1, A-2"
    When the shipment "A-1" of "Anna" arrives
    Then the part of "Anna" is "shipped" with the shipments "A-1, A-2"
    When the shipment "A-2" of "Anna" arrives
    Then the part of "Anna" is "delivered" with the shipments "A-1, A-2"

  @R-002.33
  Scenario: Strangers see and change nothing
    Given a guest "Mallory"
    Then "Mallory" gets 404 for the order, its history, its payment and its cancellation
    And another vendor gets 404 for the parts of "Anna" and "Bruno"
