/**
 * Puts the rules of the mail path together so that they can be asked about one mail.
 *
 * <p><b>Invariant:</b> the very objects that the mail path works with. Way in: {@link
 * relay.ejb.explain.ExplainProducer}.
 */
package relay.ejb.explain;
