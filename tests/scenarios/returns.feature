Feature: Customers send things back

  Background:
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 2 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "visa"
    Then the order becomes "paid"
    When "Anna" ships her part
    And "Bruno" ships his part
    And "Anna" delivers her part
    And "Bruno" delivers his part
    Then the order becomes "delivered"

  @R-002.29 @R-002.21
  Scenario: Everything comes back: shelf, money and order follow
    When "Gina" asks "Anna" to take back 2 units
    And "Anna" approves the return
    And "Anna" receives 1 unit for the shelf and 1 to write off
    Then the return becomes "refunded"
    And the refund is the price of 2 units of "Anna"
    And the stock of "Anna" is 1 lower than before the sale
    And the order is "delivered"
    When "Gina" asks "Bruno" to take back 1 unit
    And "Bruno" approves the return
    And "Bruno" receives 1 unit for the shelf and 0 to write off
    Then the return becomes "refunded"
    And the order becomes "returned"
    And the stock of "Bruno" is 0 lower than before the sale

  @R-002.29
  Scenario: Units are asked back once, however many ask at once
    When "Gina" asks "Anna" ten times at once to take back 2 units
    Then one return was made and the others are told "LINES_NOT_DELIVERED"

  @R-002.29
  Scenario: A vendor rejects with a reason, and the customer may ask again
    When "Gina" asks "Anna" to take back 1 unit
    And "Anna" rejects the return with "It was worn outside"
    Then "Gina" reads that the return is "rejected" with "It was worn outside"
    When "Anna" tries to approve the return
    Then it is refused with "INVALID_STATUS_TRANSITION"
    When "Gina" asks "Anna" to take back 1 unit
    Then the return becomes "requested"
    And "Bruno" gets 404 for the return
