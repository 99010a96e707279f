package relay.domain.routing;

import java.util.List;

/**
 * Asks the resolvers for what every one of them must know (port). Each call asks anew and is
 * bounded in time by the settings of the DNS. Thread-safe; never throws.
 */
public interface ResolverProbe {
  /** What each resolver says when it is asked for the keys of the root zone, in their order. */
  List<ResolverReply> keysOfRoot();

  /** What our own validation makes of the keys of the root zone. */
  AnswerSecurity validated();
}
