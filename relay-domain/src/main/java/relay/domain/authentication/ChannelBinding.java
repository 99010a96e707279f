package relay.domain.authentication;

import java.util.Optional;

/** What of a TLS session a SCRAM exchange can be tied to. */
public enum ChannelBinding {
  /** RFC 9266: a secret that only the two ends of this session have; TLS 1.3. */
  TLS_EXPORTER("tls-exporter"),
  /** RFC 5929 4: the hash of the server's certificate. */
  TLS_SERVER_END_POINT("tls-server-end-point");

  private static final ChannelBinding[] ALL = values();
  private final String word;

  ChannelBinding(String word) {
    this.word = word;
  }

  /** The name on the wire. */
  public String word() {
    return word;
  }

  /** The binding of this name; names are in lower case (RFC 5056 7). */
  public static Optional<ChannelBinding> named(String name) {
    for (ChannelBinding binding : ALL) {
      if (binding.word.equals(name)) {
        return Optional.of(binding);
      }
    }
    return Optional.empty();
  }
}
