Feature: Accounts

  @R-004.12 @R-002.46
  Scenario: A person registers, follows the link in the mail and signs in
    When "Ada" registers
    Then she cannot sign in yet
    When she follows the link in her mail
    Then she signs in and reads her profile
    And her address is kept

  @R-002.33
  Scenario: A wrong password and an unknown account look alike
    When somebody signs in with a wrong password and with an unknown account
    Then both are refused with the same words

  @R-001.d @R-002.55
  Scenario: The edge describes itself
    Then the API description names more than 100 operations
    And "/health" and "/ready" answer 200
    And an unknown address is refused as problem details with a trace id
