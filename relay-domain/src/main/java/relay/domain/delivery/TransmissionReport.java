package relay.domain.delivery;

import java.util.List;

/** The result of one attempt: exactly one entry for each recipient of the order. */
public record TransmissionReport(List<RecipientReply> replies) {
  public TransmissionReport {
    replies = List.copyOf(replies);
  }
}
