Feature: The audit log

  @R-000.1f
  Scenario: It names what staff did, over all services, and leaves shoppers' purchases alone
    Given the vendors "Anna" and "Bruno" with a product each
    And a guest "Gina"
    When "Gina" orders 1 from "Anna" and 1 from "Bruno"
    And "Gina" pays with the card "visa"
    Then the order becomes "paid"
    When an operator refunds 100 of the order
    And an operator refunds 100000000 of the order
    Then the audit log of the order says "payment.refund_payment done, payment.refund_payment REFUND_TOO_LARGE"
    And the audit log of the vendor "Anna" begins with "vendor.apply_as_vendor done, vendor.approve_vendor done"
    And the audit log of the product of "Anna" says "product.create_product done, product.approve_product done, inventory.receive_stock done"
    And the audit log knows nothing of "Gina"
    And the audit log holds no name of "Anna"

  @R-000.1f
  Scenario: Vendors do not read it
    Given the vendor "Anna"
    When "Anna" reads the audit log
    Then it is refused with "PERMISSION_DENIED"
