package relay.domain.user;

/**
 * What somebody shows once more, to change his own login.
 *
 * @param password the present one
 * @param code of his second factor, or a recovery code; empty text when he has none
 */
public record LoginProof(String password, String code) {

  /** Without the secrets. */
  @Override
  public String toString() {
    return "LoginProof";
  }
}
