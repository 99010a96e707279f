package relay.domain.openid;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import relay.domain.user.Session;

/** The way in by an issuer's word (port). Thread-safe. */
public interface OpenIdDoor {

  /** Whether there is an issuer. */
  boolean isOn();

  /**
   * A login that was begun.
   *
   * @param location where the browser is to go
   * @param cookie that it is to bring back
   */
  record Begun(URI location, String cookie) {
    /** Without the cookie. */
    @Override
    public String toString() {
      return "Begun";
    }
  }

  /** Begins a login; empty when there is no issuer, or it cannot be reached. */
  Optional<Begun> begin();

  /**
   * What the browser brings back.
   *
   * @param cookie of the beginning; empty text when it has none
   * @param issuer that says it sent the browser (RFC 9207); empty when it does not say
   */
  record Return(String cookie, String state, String code, Optional<String> issuer) {
    /** Without the secrets. */
    @Override
    public String toString() {
      return "Return";
    }
  }

  /** What became of a login. */
  sealed interface Outcome {
    /** He is logged in; recorded. */
    record Opened(Session session) implements Outcome {}

    /**
     * He is not; recorded.
     *
     * @param why for himself
     */
    record Denied(String why) implements Outcome {}

    /** The issuer cannot be reached now. */
    record Unavailable() implements Outcome {}
  }

  /** Ends a login; may wait for the issuer. */
  Outcome finish(Return back, InetAddress address);
}
