package relay.domain.signing;

/** A key that was accepted does not sign: the provider is broken. Unspecified means temporary. */
public final class SigningFailed extends RuntimeException {
  public SigningFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
