package relay.domain.traffic;

import relay.domain.delivery.HostTrace;
import relay.domain.delivery.RecipientReply;
import relay.domain.delivery.TransmissionReport;

/**
 * What one attempt tells about its flow.
 *
 * @param connected whether a connection was opened for it
 */
public record Experience(Reach reach, boolean connected) {
  /** Nothing was learned. */
  public static final Experience NONE = new Experience(Reach.UNKNOWN, false);

  public static Experience of(TransmissionReport report) {
    boolean connected = false;
    for (RecipientReply said : report.replies()) {
      HostTrace host = said.host();
      connected |= !host.address().isEmpty() && !host.reused();
    }
    return new Experience(Reach.of(report), connected);
  }
}
