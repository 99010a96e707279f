package relay.domain.backtest;

import java.util.Set;
import relay.domain.journal.EventType;
import relay.domain.traffic.RuleTrial;

/** Rules as they are, and as they would be. One thread. */
interface RuleChange {

  /** Kinds of events that say something. */
  Set<EventType> kinds();

  /** Whether the rules are asked about this reply. */
  boolean concerns(PastReply reply);

  Verdict before(PastReply reply);

  Verdict after(PastReply reply);

  /** Whose server said it, in the words of these rules; empty for nobody's. */
  String provider(PastReply reply);

  /** How often a rule fired, as the rules are; never where rules restrict nothing. */
  RuleTrial.Fired firedBefore(String rule);

  /** How often it would have fired. */
  RuleTrial.Fired firedAfter(String rule);
}
