Feature: Extensions

  Scenario: A paid order earns points, and loses them when it is cancelled
    Given the vendors "Anna" and "Bruno" with a product each
    And the people "Paul" and "Pia" with an account each
    When "Paul" orders 1 from "Anna" and 2 from "Bruno"
    And "Paul" pays with the card "visa"
    Then the order becomes "paid"
    And "Paul" has the points of the order
    And "Pia" has no points
    When "Paul" cancels the order
    Then "Paul" has no points
    And no stream of the extension is parked, and the audit log can be read

  Scenario: A check of an extension refuses an order under its own name
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" tries to order 31 units from "Anna"
    Then the answer is "EXT_GUARD_TOO_MANY"

  Scenario: An extension scores payments for fraud
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna"
    And "Gina" orders 2 from "Anna"
    And "Gina" orders 3 from "Anna"
    And "Gina" orders 4 from "Anna"
    And "Gina" pays with the card "visa"
    Then the answer is "PAYMENT_DECLINED"
    And its stream is "OrderCreated, InventoryReserved, PaymentScreened"
