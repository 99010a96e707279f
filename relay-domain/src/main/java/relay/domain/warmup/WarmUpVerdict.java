package relay.domain.warmup;

import java.time.Instant;
import java.util.List;
import relay.domain.traffic.Source;

/** Which of its sources a mail may leave from, as far as they are being warmed up. */
public sealed interface WarmUpVerdict {
  /** In the journal and in explanations, with the flow behind it. */
  String REASON = "warm_up";

  /**
   * Any of these; those that are being warmed up and have budget left in front, so that they use
   * it.
   */
  record Allowed(List<Source> sources) implements WarmUpVerdict {
    public Allowed {
      sources = List.copyOf(sources);
    }
  }

  /** The warm ones at once: there is no budget for it elsewhere. */
  record Spill(List<Source> sources) implements WarmUpVerdict {
    public Spill {
      sources = List.copyOf(sources);
    }
  }

  /** None is warm, and none has budget before then. */
  record Wait(Instant until, String reason) implements WarmUpVerdict {}
}
