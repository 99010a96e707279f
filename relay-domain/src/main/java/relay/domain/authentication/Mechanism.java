package relay.domain.authentication;

import java.util.Optional;

/** The SASL mechanisms of AUTH, in the order in which EHLO offers them. */
public enum Mechanism {
  PLAIN("PLAIN"),
  LOGIN("LOGIN"),
  SCRAM_SHA_256("SCRAM-SHA-256"),
  /** The same, tied to the TLS session (RFC 5802 6). */
  SCRAM_SHA_256_PLUS("SCRAM-SHA-256-PLUS"),
  OAUTHBEARER("OAUTHBEARER"),
  XOAUTH2("XOAUTH2"),
  EXTERNAL("EXTERNAL");

  private static final Mechanism[] ALL = values();
  private final String word;

  Mechanism(String word) {
    this.word = word;
  }

  /** The name on the wire. */
  public String word() {
    return word;
  }

  /** The mechanism of this name, in any case. */
  public static Optional<Mechanism> named(String name) {
    for (Mechanism mechanism : ALL) {
      if (mechanism.word.equalsIgnoreCase(name)) {
        return Optional.of(mechanism);
      }
    }
    return Optional.empty();
  }
}
