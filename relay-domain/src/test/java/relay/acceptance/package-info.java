/**
 * A mail's journey through a whole relay, whatever server it runs on: hand in by SMTP, sign,
 * deliver to a server of the test. Way in: {@link relay.acceptance.MailJourney}.
 */
package relay.acceptance;
