package relay.domain.explain;

import java.util.Locale;

/** What a rule is about, in the order of a mail's path. */
public enum Topic {
  /** Who hands it in, and whether they may. */
  ACCESS,
  SENDER,
  RECIPIENT,
  CONTENT,
  STREAM,
  QUOTA,
  SIGNING,
  /** What became of it so far. */
  STATE,
  BRAKE,
  /** When mail of its stream may leave. */
  WINDOW,
  ROUTE,
  HOSTS,
  /** How far the answers of the DNS that lead to them can be believed. */
  DNSSEC,
  /** How the connections to them are protected. */
  TLS,
  /** How much of us its destination may have. */
  LIMITS,
  /** Which of our addresses it leaves from. */
  SOURCE,
  /** How far its sources are warmed up for its provider. */
  WARM_UP,
  /** What the provider, site or domain may have, by which rules. */
  FLOW,
  RETRY,
  /** How long what is known of it is kept. */
  RETENTION;

  /** The word in answers: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
