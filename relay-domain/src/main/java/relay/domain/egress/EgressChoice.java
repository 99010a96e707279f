package relay.domain.egress;

import java.util.List;
import relay.domain.smtp.SmtpReply;
import relay.domain.traffic.Source;

/** Where a mail may leave from. */
public sealed interface EgressChoice {
  /** From one of these, the first that has room. */
  record From(List<Source> sources) implements EgressChoice {
    public From {
      sources = List.copyOf(sources);
    }
  }

  /** From nowhere now: its pool has no source that can be used. */
  record Nowhere(SmtpReply reply) implements EgressChoice {}
}
