/**
 * What the operator decides about the SMTP listeners: where they listen, for whom, with which
 * certificate, and how much one client may take.
 *
 * <p>Invariant: values only; every limit is finite. Way in: {@link
 * relay.domain.listener.ListenerSettings}.
 */
package relay.domain.listener;
