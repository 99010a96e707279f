package relay.domain.delivery;

/**
 * Carries a mail to a next hop (port). Thread-safe. Blocks until the attempt is over or its
 * deadline passed; what goes wrong on the way is a local reply, not an exception.
 */
public interface Transmission {
  TransmissionReport transmit(TransmissionOrder order);
}
