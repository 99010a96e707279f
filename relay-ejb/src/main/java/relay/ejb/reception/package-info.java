/**
 * Where all doors meet: SMTP through the resource adapter, JMS, HTTP.
 *
 * <p>Invariant: success is told only after the mail was committed to its queue and its RECEIVED
 * event written; everything short of that is a refusal with a 4xx. Way in: {@link
 * relay.ejb.reception.Reception}.
 */
package relay.ejb.reception;
